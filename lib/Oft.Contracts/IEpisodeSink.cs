namespace Oft.Contracts;

/// <summary>Takes finished episodes: a dataset writer, a recorder.</summary>
public interface IEpisodeSink : IDisposable
{
    /// <summary>Writes one episode; when it returns, the episode is safe.</summary>
    void Write(Episode episode);
}
