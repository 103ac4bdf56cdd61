namespace TorchSharp.Modules;

/// <summary>What every optimizer can be told.</summary>
public class OptimizerOptions
{
    /// <summary>The learning rate of the next step.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The learning rate a schedule starts from.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Takes the values of other options of the same type.</summary>
    public virtual void LoadStateDict(OptimizerOptions source) =>
        (InitialLearningRate, LearningRate) = (source.InitialLearningRate, source.LearningRate);

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public virtual void LoadStateDict(BinaryReader reader) =>
        (InitialLearningRate, LearningRate) = (reader.ReadDouble(), reader.ReadDouble());

    /// <summary>Writes the values.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }

    internal virtual void FillIn(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        InitialLearningRate = LearningRate!.Value;
    }
}
