using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Control;

/// <summary>Opens and closes two fingers at a fixed speed, as robosuite's Panda gripper does.</summary>
/// <remarks>Upstream: robosuite/models/grippers/panda_gripper.py, format_action; robosuite/robots/manipulator.py, grip_action.</remarks>
public sealed class GripperController
{
    private const double PerSubstep = 0.01;
    private static readonly double[] sense = [-1, 1];
    private readonly Data data;
    private readonly int[] motors;
    private readonly double[] middle, half;

    /// <summary>A half-open gripper.</summary>
    /// <exception cref="MuJoCoException">The model lacks a finger actuator.</exception>
    public GripperController(Data data, ArmParts arm)
    {
        this.data = data;
        motors = [.. arm.FingerMotors.Select(name => data.Model.Require(ObjectKind.Actuator, name))];
        middle = [.. motors.Select(m => (data.Model.ActuatorRange[m * 2] + data.Model.ActuatorRange[m * 2 + 1]) / 2)];
        half = [.. motors.Select(m => (data.Model.ActuatorRange[m * 2 + 1] - data.Model.ActuatorRange[m * 2]) / 2)];
    }

    /// <summary>[2] each finger's command in [-1, 1]; 0 is half open.</summary>
    public double[] State { get; } = new double[2];

    /// <summary>Moves the command for one physics step and writes it.</summary>
    /// <param name="action">Its sign counts: -1 opens, +1 closes, 0 stays.</param>
    public void Command(double action)
    {
        var control = data.Control;
        for (var i = 0; i < 2; i++)
        {
            if (action != 0) State[i] = Math.Clamp(State[i] + sense[i] * PerSubstep * Math.Sign(action), -1, 1);
            control[motors[i]] = middle[i] + half[i] * State[i];
        }
    }
}
