using System.Globalization;
using System.Text;

namespace Oft.Aloha.Wire.Serving;

/// <summary>What a server has done so far, as Prometheus reads it.</summary>
/// <remarks>Buckets are seconds; a request's time runs from its head to its last byte, an inference's only while the policy acts.</remarks>
public sealed class ServeMetrics
{
    private static readonly double[] edges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock door = new();
    private readonly SortedDictionary<(string Route, string Outcome), long> requests = [];
    private readonly Histogram request = new(), inference = new();
    private long bytesIn, bytesOut;

    /// <summary>A request has ended.</summary>
    /// <param name="route">Which door it came through.</param>
    /// <param name="outcome">One of a few words: ok, error, refused, busy, gone.</param>
    /// <param name="elapsed">From head to last byte.</param>
    /// <param name="came">Bytes of its body.</param>
    /// <param name="went">Bytes of the answer.</param>
    public void Request(string route, string outcome, TimeSpan elapsed, long came, long went)
    {
        lock (door)
        {
            requests[(route, outcome)] = requests.GetValueOrDefault((route, outcome)) + 1;
            request.Add(elapsed.TotalSeconds);
            (bytesIn, bytesOut) = (bytesIn + came, bytesOut + went);
        }
    }

    /// <summary>The policy has answered.</summary>
    public void Inference(TimeSpan elapsed)
    {
        lock (door) inference.Add(elapsed.TotalSeconds);
    }

    /// <summary>Requests that ended in a way, all routes together.</summary>
    public long Count(string outcome)
    {
        lock (door) return requests.Where(x => x.Key.Outcome == outcome).Sum(x => x.Value);
    }

    /// <summary>Everything in Prometheus' text format.</summary>
    /// <param name="inside">Questions being answered or waiting.</param>
    /// <param name="bodies">Bytes of bodies being read.</param>
    public string Text(int inside, long bodies)
    {
        var text = new StringBuilder();
        lock (door)
        {
            text.Append("# TYPE oft_requests_total counter\n");
            foreach (var ((route, outcome), count) in requests) Line($"oft_requests_total{{route=\"{route}\",outcome=\"{outcome}\"}}", count);
            text.Append("# TYPE oft_bytes_total counter\n");
            Line("oft_bytes_total{way=\"in\"}", bytesIn);
            Line("oft_bytes_total{way=\"out\"}", bytesOut);
            Single("oft_questions", "gauge", inside);
            Single("oft_body_bytes", "gauge", bodies);
            Write("oft_request_seconds", request);
            Write("oft_inference_seconds", inference);
        }
        return text.ToString();

        void Line(string name, double value) => text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");

        void Single(string name, string type, double value)
        {
            text.Append($"# TYPE {name} {type}\n");
            Line(name, value);
        }

        void Write(string name, Histogram histogram)
        {
            text.Append($"# TYPE {name} histogram\n");
            for (var i = 0; i < edges.Length; i++) Line(string.Create(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{edges[i]}\"}}"), histogram.UpTo[i]);
            Line($"{name}_bucket{{le=\"+Inf\"}}", histogram.Count);
            Line($"{name}_sum", histogram.Sum);
            Line($"{name}_count", histogram.Count);
        }
    }

    private sealed class Histogram
    {
        public long[] UpTo { get; } = new long[edges.Length];

        public long Count { get; private set; }

        public double Sum { get; private set; }

        public void Add(double seconds)
        {
            (Count, Sum) = (Count + 1, Sum + seconds);
            for (var i = 0; i < edges.Length; i++)
                if (seconds <= edges[i]) UpTo[i]++;
        }
    }
}
