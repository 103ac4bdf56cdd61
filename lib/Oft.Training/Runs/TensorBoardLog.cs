using System.Globalization;
using Google.Protobuf;
using Oft.Formats.TfRecord;

namespace Oft.Training.Runs;

/// <summary>The same log for TensorBoard: an event file in the run's folder, with the reference's tags.</summary>
/// <remarks>
/// An event file is TFRecords of <c>tensorflow.Event</c>. A continued run writes a file of its own that begins with a session start, which
/// makes TensorBoard drop what was logged of later steps before.
/// <para>Source: tensorflow/core/util/event.proto and framework/summary.proto; upstream's tags are those of vla-scripts/finetune.py.</para>
/// </remarks>
/// <param name="time">The clock.</param>
public sealed class TensorBoardLog(TimeProvider? time = null) : IRunWatcher
{
    private const int WallTime = 1, StepField = 2, FileVersion = 3, Summary = 5, Session = 7, SessionStatus = 1, SessionStart = 1, SummaryValue = 1, Tag = 1, SimpleValue = 2;
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private TfRecordWriter? writer;

    /// <inheritdoc/>
    public void Begins(string folder, int step, int steps)
    {
        Directory.CreateDirectory(folder);
        var seconds = (long)Seconds();
        string Path(long at) => System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{at}.oft"));
        while (File.Exists(Path(seconds))) seconds++;
        writer = TfRecordWriter.Create(Path(seconds));
        Write(0, output =>
        {
            output.WriteTag(FileVersion, WireFormat.WireType.LengthDelimited);
            output.WriteString("brain.Event:2");
        });
        Write(step, output => Nested(output, Session, inner =>
        {
            inner.WriteTag(SessionStatus, WireFormat.WireType.Varint);
            inner.WriteInt32(SessionStart);
        }));
        writer.Flush();
    }

    /// <inheritdoc/>
    public void Stepped(StepReport report) => Write(report.Step, output => Nested(output, Summary, summary =>
    {
        Scalar(summary, "VLA Train/Loss", report.Loss);
        foreach (var (name, value) in report.Parts)
            if (name != "loss_value") Scalar(summary, $"VLA Train/{TagOf(name)}", value);
        Scalar(summary, "VLA Train/Learning Rate", report.LearningRate);
        Scalar(summary, "VLA Train/Gradient Norm", report.GradientNorm);
    }));

    /// <inheritdoc/>
    public void Saved(string folder, int step) => writer?.Flush();

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();

    // curr_action_l1_loss is Curr Action L1 Loss.
    private static string TagOf(string name) => string.Join(' ', name.Split('_', ' ').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private double Seconds() => time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private static void Scalar(CodedOutputStream summary, string tag, double value) => Nested(summary, SummaryValue, inner =>
    {
        inner.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
        inner.WriteString(tag);
        inner.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
        inner.WriteFloat((float)value);
    });

    private void Write(long step, Action<CodedOutputStream> what)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
            output.WriteDouble(Seconds());
            output.WriteTag(StepField, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            what(output);
        }
        writer?.Write(bytes.ToArray());
    }

    private static void Nested(CodedOutputStream output, int field, Action<CodedOutputStream> what)
    {
        using var bytes = new MemoryStream();
        using (var inner = new CodedOutputStream(bytes, leaveOpen: true)) what(inner);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes.ToArray()));
    }
}
