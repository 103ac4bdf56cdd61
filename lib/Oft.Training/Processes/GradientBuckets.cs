using Oft.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Training.Processes;

/// <summary>Averages gradients over processes in buckets, each sent as soon as backward has filled it.</summary>
/// <remarks>
/// <code>
/// bucket [n + p]    gradients of p weights one after the other, then for each whether there was one       float32, whatever the weights are
/// </code>
/// Backward reaches the last weights first, so the buckets begin with those, and are sent in one order by all processes. Gradients of all
/// micro-batches are gathered in the bucket; it is sent in the last one. A weight that the loss reached nowhere keeps no gradient.
/// A small model has <see cref="Fewest"/> buckets all the same: the sum of one that holds everything would begin when backward has ended.
/// Where a weight is float32 on the processor, the mean in the bucket is its gradient from <see cref="Finish"/> to the next step.
/// <para>Upstream: torch.nn.parallel.DistributedDataParallel, which vla-scripts/finetune.py wraps the model in.</para>
/// </remarks>
internal sealed class GradientBuckets : IDisposable
{
    /// <summary>Numbers of a bucket, about: 25 MB, as upstream.</summary>
    public const long Largest = 25L * (1 << 20) / 4;

    /// <summary>Buckets of a model that would fit into fewer, about.</summary>
    public const int Fewest = 8;

    private readonly ProcessTeam team;
    private readonly IReadOnlyList<(string Name, Parameter Parameter)> weights;
    private readonly List<GradientHook> hooks = [];
    private readonly List<Bucket> buckets = [];
    private readonly (Bucket Bucket, int Place)[] homes;
    private readonly int[] usual, arrived;
    private int sent;
    private bool isLast;

    /// <summary>Watches the gradients of weights from now on.</summary>
    /// <param name="team">Who averages.</param>
    /// <param name="weights">The same in every process, in the same order.</param>
    public GradientBuckets(ProcessTeam team, IReadOnlyList<(string Name, Parameter Parameter)> weights)
    {
        var largest = Math.Min(Largest, weights.Sum(weight => weight.Parameter.numel()) / Fewest);
        (this.team, this.weights) = (team, weights);
        (homes, usual, arrived) = (new (Bucket, int)[weights.Count], new int[weights.Count], new int[weights.Count]);
        Array.Fill(usual, 1);
        for (var i = weights.Count - 1; i >= 0;)
        {
            var (members, size) = (new List<int>(), 0L);
            for (; i >= 0 && (members.Count == 0 || size + weights[i].Parameter.numel() <= largest); i--)
            {
                members.Add(i);
                size += weights[i].Parameter.numel();
            }
            var bucket = new Bucket([.. members.Select(member => weights[member].Parameter)]);
            for (var place = 0; place < members.Count; place++) homes[members[place]] = (bucket, place);
            buckets.Add(bucket);
        }
        for (var i = 0; i < weights.Count; i++)
        {
            var weight = i;
            hooks.Add(GradientHook.On(weights[i].Parameter, gradient =>
            {
                Arrived(weight, gradient);
                return null;
            }));
        }
    }

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        sent = 0;
        foreach (var bucket in buckets) bucket.Begin();
    }

    /// <summary>A micro-batch's backward begins; in the last one full buckets are sent.</summary>
    public void Next(bool isLast)
    {
        this.isLast = isLast;
        Array.Clear(arrived);
        foreach (var bucket in buckets) bucket.Awaited = bucket.Count;
    }

    /// <summary>Backward has ended: sends what is left.</summary>
    public void SendRest()
    {
        while (sent < buckets.Count) buckets[sent++].Send(team);
    }

    /// <summary>Waits for all, and gives every weight the mean of its gradients.</summary>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public void Finish()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var bucket in buckets) bucket.End(team);
        for (var i = 0; i < weights.Count; i++)
        {
            usual[i] = Math.Max(usual[i], arrived[i]);
            var ((bucket, place), parameter) = (homes[i], weights[i].Parameter);
            if (bucket.Mean(place) is { } mean) parameter.grad = mean.to(parameter.dtype).to(parameter.device);
        }
    }

    /// <summary>Watches no longer.</summary>
    public void Dispose()
    {
        foreach (var hook in hooks) hook.Dispose();
        foreach (var bucket in buckets) bucket.Dispose();
    }

    private void Arrived(int weight, Tensor gradient)
    {
        var (bucket, place) = homes[weight];
        if (++arrived[weight] > usual[weight] && bucket.IsSent)
            throw new InvalidOperationException($"{weights[weight].Name}: its gradient came in more parts than in the steps before, after its mean was asked for; the loss's graph must not change so.");
        bucket.Add(place, gradient);
        if (!isLast || arrived[weight] != usual[weight]) return;
        bucket.Awaited--;
        while (sent < buckets.Count && buckets[sent].Awaited <= 0) buckets[sent++].Send(team);
    }

    private sealed class Bucket : IDisposable
    {
        private readonly Tensor numbers;                                               // [n + p]
        private readonly Tensor[] slices;
        private readonly Tensor flags;                                                 // [p]
        private readonly float[] present;
        private GroupWork? work;

        public Bucket(IReadOnlyList<Parameter> weights)
        {
            var size = weights.Sum(weight => weight.numel());
            numbers = zeros(size + weights.Count).DetachFromDisposeScope();
            (slices, present) = (new Tensor[weights.Count], new float[weights.Count]);
            for (var (i, start) = (0, 0L); i < slices.Length; start += weights[i].numel(), i++) slices[i] = numbers.narrow(0, start, weights[i].numel()).view(weights[i].shape).DetachFromDisposeScope();
            flags = numbers.narrow(0, size, weights.Count).DetachFromDisposeScope();
        }

        public int Count => slices.Length;

        public int Awaited { get; set; }

        public bool IsSent => work is not null;

        public void Begin() => Array.Clear(present);

        public void Add(int place, Tensor gradient)
        {
            using var still = no_grad();
            if (present[place] > 0) slices[place].add_(gradient.to(ScalarType.Float32).cpu());
            else slices[place].copy_(gradient);
            present[place] = 1;
        }

        public void Send(ProcessTeam team)
        {
            using var still = no_grad();
            for (var place = 0; place < present.Length; place++)
                if (present[place] == 0) slices[place].zero_();
            flags.data<float>().CopyFrom(present);
            work = team.BeginSum(numbers);
        }

        public void End(ProcessTeam team)
        {
            team.End(work!);
            work!.Dispose();
            work = null;
            flags.data<float>().CopyTo(present);
            numbers.div_(team.Size);
        }

        // Null where no process had a gradient.
        public Tensor? Mean(int place) => present[place] > 0 ? slices[place] : null;

        public void Dispose()
        {
            work?.Dispose();
            foreach (var slice in slices) slice.Dispose();
            flags.Dispose();
            numbers.Dispose();
        }
    }
}
