namespace Oft.Lab.Verification.Rlds;

/// <summary>Checks folders of the layout <c>rlds</c>: TFDS data sets, what the reference's pipeline makes of them, record files good and damaged.</summary>
public sealed class RldsLayout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public RldsLayout()
    {
        Each("tfrecord-crc", TfRecordChecks.Crc);
        Each("tfrecord-files", TfRecordChecks.Files);
        Whole("tfrecord-offsets", TfRecordChecks.Offsets);
        Each("tf-example", TfRecordChecks.Example);
        Each("tf-example-layout", TfRecordChecks.ExampleLayout);
        Each("rlds-episodes", TrajectoryChecks.Episode);
        Whole("rlds-statistics", StatisticsChecks.Files);
        Each("rlds-normalized", TrajectoryChecks.Normalized);
        Each("rlds-filters", TrajectoryChecks.Filter);
        Whole("rlds-samples", TrajectoryChecks.Samples);
        Whole("rlds-frames", TrajectoryChecks.Frames);
        Whole("rlds-batch-transform", BatchChecks.Transform);
        Each("inference-normalization", BatchChecks.Inference);
        Each("rlds-mixture", StatisticsChecks.Mixture);
        Each("rlds-configuration", StatisticsChecks.Configuration);
    }

    /// <inheritdoc/>
    public override string Name => "rlds";
}
