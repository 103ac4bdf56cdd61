namespace Oft.Simulation.Libero;

/// <summary>A file of LIBERO or robosuite is missing, damaged or says what is not known here. The message names the file.</summary>
public sealed class LiberoException(string message, Exception? inner = null) : Exception(message, inner);
