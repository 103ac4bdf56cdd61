namespace TorchSharp.Modules;

/// <summary>Marks a module without parameters, buffers and modules inside.</summary>
public interface IParameterLessModule;
