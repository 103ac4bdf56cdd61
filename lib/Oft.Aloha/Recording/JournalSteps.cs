using System.Collections;
using Oft.Contracts;

namespace Oft.Aloha.Recording;

/// <summary>The steps of a journal, each made when it is asked for.</summary>
internal sealed class JournalSteps(Journal journal, IReadOnlyList<JournalTick> ticks) : IReadOnlyList<EpisodeStep>
{
    public int Count => ticks.Count;

    public EpisodeStep this[int index]
    {
        get
        {
            var tick = ticks[index];
            return new EpisodeStep(new Observation([.. tick.Frames.Select((number, view) => journal.Picture(view, number))], tick.Position, journal.Header.Sentence), journal.Action(tick));
        }
    }

    public IEnumerator<EpisodeStep> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
