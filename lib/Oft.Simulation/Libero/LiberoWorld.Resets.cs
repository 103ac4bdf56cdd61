using Oft.Simulation.Libero.Placement;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Libero;

// How an episode begins.
public sealed partial class LiberoWorld
{
    /// <summary>Puts the world in a stored initial state, its fixtures where the reset of that episode puts them.</summary>
    /// <param name="initialState">Row of the task's initial states, from 0; the evaluation's episode number.</param>
    /// <param name="seed">Not used: what LIBERO draws follows from the episode number alone.</param>
    public void Reset(int initialState, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialState);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(initialState, Task.States.Count);
        var layout = resets[initialState + 1];
        BeginFrom(Task.States[initialState], layout.Things);
    }

    /// <summary>Begins an episode from any state.</summary>
    /// <param name="row">[1 + nq + nv] time, configuration, velocities.</param>
    /// <param name="fixtures">Where fixtures stand; those not named stay, and names of movable things are ignored.</param>
    /// <exception cref="LiberoException">The row has another length.</exception>
    public void BeginFrom(ReadOnlySpan<double> row, IEnumerable<Placed> fixtures)
    {
        Place(fixtures);
        data.Reset();
        ReadNominal();
        arm.Hold();
        unread = true;
        (gripper.State[0], gripper.State[1], steps) = (0, 0, 0);
        SetState(row);
    }

    /// <summary>Overwrites time, configuration and velocities, as set_init_state does, and computes everything from them.</summary>
    /// <exception cref="LiberoException">The row has another length.</exception>
    public void SetState(ReadOnlySpan<double> row)
    {
        if (row.Length != 1 + model.PositionCount + model.VelocityCount)
            throw new LiberoException($"{Task.Suite}/{Task.Name}: expected a state of {1 + model.PositionCount + model.VelocityCount} numbers (time, {model.PositionCount} positions, {model.VelocityCount} velocities), got {row.Length}. Are the init files of the same LIBERO as the task?");
        data.Time = row[0];
        row.Slice(1, model.PositionCount).CopyTo(data.Position);
        row[(1 + model.PositionCount)..].CopyTo(data.Velocity);
        data.Forward();
        data.Position.CopyTo(last);
        lit = parts.IsLit(data.Position);
        SamplePoses();
        senses.SampleJoints();
    }

    /// <summary>What resets draw after another seed than the evaluation's.</summary>
    /// <param name="seed">What <c>env.seed</c> is given.</param>
    /// <param name="drawn">Hears of every draw: the reset's number, and the draw.</param>
    public ResetSampler Resets(uint seed, Action<int, RandomDraw>? drawn = null) => new(Task.Scene, seed, senses.SiteAt) { Drawn = drawn };

    /// <summary>[3] each: where a movable thing is in every stored initial state, metres.</summary>
    /// <exception cref="MuJoCoException">There is no such movable thing.</exception>
    public IReadOnlyList<double[]> StoredPositions(string thing)
    {
        var at = 1 + model.JointPositionAddress[model.Require(ObjectKind.Joint, $"{thing}_joint0")];
        return [.. Enumerable.Range(0, Task.States.Count).Select(row => Task.States[row].Slice(at, 3).ToArray())];
    }

    private void Place(IEnumerable<Placed> placed)
    {
        var poses = parts.FixturePoses();
        foreach (var one in placed)
            for (var i = 0; i < parts.Fixtures.Count; i++)
                if (parts.Fixtures[i].Name == one.Name)
                    for (var k = 0; k < 7; k++) poses[i * 7 + k] = k < 3 ? one.Position[k] : one.Quaternion[k - 3];
        parts.PlaceFixtures(poses);
    }

    // The controller is made, and first reads, while the arm rests at its nominal pose.
    private void ReadNominal()
    {
        parts.SetNominal(data.Position);
        data.Forward();
        arm.Read();
    }
}
