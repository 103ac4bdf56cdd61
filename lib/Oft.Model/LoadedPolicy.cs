using Oft.Contracts;
using Oft.Model.Baselines;

namespace Oft.Model;

/// <summary>A policy of a folder, with what a world or a server must know of it.</summary>
/// <param name="Policy">Disposed by who loaded it.</param>
/// <param name="Robot">Views, widths and chunk length as it answers: a head that says one action has chunks of one, and a policy that reads no proprioception none.</param>
/// <param name="Kind">Its head, or which baseline it is.</param>
public sealed record LoadedPolicy(IBatchPolicy Policy, RobotSpec Robot, string Kind)
{
    /// <summary>What must be known of a model's policy.</summary>
    public static LoadedPolicy Of(OftPolicy policy)
    {
        var config = policy.Model.Config;
        return new(policy, config.Robot with { ChunkLength = config.ChunkLength, ProprioWidth = config.Proprio ? config.Robot.ProprioWidth : 0 }, config.Head.ToString());
    }

    /// <summary>What must be known of a baseline.</summary>
    public static LoadedPolicy Of(BaselinePolicy policy) => new(policy, policy.Model.Config.Robot, policy.Model.Config.Kind.ToString());
}
