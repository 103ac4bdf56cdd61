namespace Oft.Contracts;

/// <summary>Anything that answers an observation with actions: a network, a scripted expert, a server far away.</summary>
public interface IPolicy
{
    /// <summary>The next actions for what is seen now.</summary>
    /// <param name="observation">Views in <see cref="RobotSpec.Views"/> order, proprioception, sentence.</param>
    /// <returns>[K, A] in robot units.</returns>
    ActionChunk Act(Observation observation);
}
