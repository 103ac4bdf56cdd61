namespace Oft.Simulation.MuJoCo;

/// <summary>Where the model keeps an array or a number.</summary>
/// <param name="Name">MuJoCo's own.</param>
/// <param name="Type">mjtNum, float, int, mjtSize (64 bits), mjtByte or char.</param>
/// <param name="Rows">The count that says how many rows it has; null for a number in the model itself.</param>
/// <param name="Columns">Numbers a row.</param>
/// <param name="Offset">Bytes from the start of the model: to the number, or to the array's pointer.</param>
internal sealed record ModelField(string Name, string Type, string? Rows, int Columns, int Offset)
{
    /// <summary>One element.</summary>
    public unsafe double At(byte* start, int index) => Type switch
    {
        "mjtNum" => ((double*)start)[index],
        "float" => ((float*)start)[index],
        "int" => ((int*)start)[index],
        "mjtSize" => ((long*)start)[index],
        "mjtByte" or "char" => start[index],
        _ => throw new MuJoCoException($"the layout table gives '{Name}' the type '{Type}', which is not known here."),
    };
}
