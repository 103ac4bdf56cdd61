using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Control;

/// <summary>Operational-space control of hand position and rotation, as robosuite's OSC_POSE does it.</summary>
/// <remarks>
/// <code>
/// p* = p + d          R* = Exp(r) R          from the action, once per control step
/// f = kp (p* - p) - kd v          t = kp e(R, R*) - kd w
/// τ = Jᵀ [Λp f; Λo t] + b + Nᵀ M (10 (q0 - q) - 2 √10 q̇)
/// </code>
/// The hand behaves like a unit mass on a critically damped spring; what seven joints have left over pulls towards the nominal pose.
/// <para>Upstream: robosuite/controllers/osc.py, robosuite/utils/control_utils.py, config/osc_pose.json (v1.4).</para>
/// </remarks>
public sealed class OscPoseController
{
    /// <summary>kp of position and rotation, 1/s²; the damping is critical.</summary>
    public const double Stiffness = 150;

    /// <summary>The hand's way for an action of 1.</summary>
    public const double MetresPerUnit = 0.05;

    /// <summary>The hand's turn for an action of 1.</summary>
    public const double RadiansPerUnit = 0.5;

    private const int Arm = 7;
    private const double NullStiffness = 10;
    private static readonly double damping = 2 * Math.Sqrt(Stiffness), nullDamping = 2 * Math.Sqrt(NullStiffness);

    private readonly Data data;
    private readonly int site;
    private readonly int[] positions, velocities, motors;
    private readonly double[] nominal, least, most;
    private readonly double[] jacobianLinear, jacobianAngular, massFull;
    private readonly double[] jacobian = new double[6 * Arm], massArm = new double[Arm * Arm], massFactor = new double[Arm * Arm], solved = new double[6 * Arm];
    private readonly double[] inertia = new double[36], inertiaLinear = new double[9], inertiaAngular = new double[9];
    private readonly double[] position = new double[3], rotation = new double[9], linear = new double[3], angular = new double[3], q = new double[Arm], qdot = new double[Arm];
    private readonly double[] goalPosition = new double[3], goalRotation = new double[9], torques = new double[Arm];

    /// <summary>A controller of one arm.</summary>
    /// <exception cref="MuJoCoException">The model lacks a joint, motor or site of the arm.</exception>
    public OscPoseController(Data data, ArmParts arm)
    {
        this.data = data;
        var model = data.Model;
        site = model.Require(ObjectKind.Site, arm.GripSite);
        var joints = arm.Joints.Select(name => model.Require(ObjectKind.Joint, name)).ToArray();
        positions = [.. joints.Select(j => model.JointPositionAddress[j])];
        velocities = [.. joints.Select(j => model.JointVelocityAddress[j])];
        motors = [.. arm.Motors.Select(name => model.Require(ObjectKind.Actuator, name))];
        nominal = [.. arm.Nominal];
        least = [.. motors.Select(m => model.ActuatorRange[m * 2])];
        most = [.. motors.Select(m => model.ActuatorRange[m * 2 + 1])];
        (jacobianLinear, jacobianAngular) = (new double[3 * model.VelocityCount], new double[3 * model.VelocityCount]);
        massFull = new double[model.VelocityCount * model.VelocityCount];
        Hold();
    }

    /// <summary>[3] where the grip site should go, world frame.</summary>
    public ReadOnlySpan<double> GoalPosition => goalPosition;

    /// <summary>[9] how the grip site should be turned, world frame, row-major.</summary>
    public ReadOnlySpan<double> GoalRotation => goalRotation;

    /// <summary>[3] where the grip site was when last read.</summary>
    public ReadOnlySpan<double> Position => position;

    /// <summary>[9] how it was turned then, row-major.</summary>
    public ReadOnlySpan<double> Rotated => rotation;

    /// <summary>[7] torques as last computed, before they are clipped to what the motors can do, N m.</summary>
    public ReadOnlySpan<double> Torques => torques;

    /// <summary>[7, 7] the arm's inertia when last read.</summary>
    public ReadOnlySpan<double> Mass => massArm;

    /// <summary>[6, 7] the grip site's Jacobian when last read: linear rows, then angular ones.</summary>
    public ReadOnlySpan<double> Jacobian => jacobian;

    /// <summary>Reads the state: the arm's pose, velocity, Jacobian and inertia as the last <see cref="Data.BeginStep"/> or Forward left them.</summary>
    public void Read()
    {
        data.SitePosition.Slice(site * 3, 3).CopyTo(position);
        data.SiteRotation.Slice(site * 9, 9).CopyTo(rotation);
        data.SiteJacobian(site, jacobianLinear, jacobianAngular);
        data.MassMatrix(massFull);
        var nv = data.Model.VelocityCount;
        var qposAll = data.Position;
        var qvelAll = data.Velocity;
        for (var i = 0; i < 3; i++)
        {
            linear[i] = angular[i] = 0;
            for (var k = 0; k < nv; k++)
            {
                linear[i] += jacobianLinear[i * nv + k] * qvelAll[k];
                angular[i] += jacobianAngular[i * nv + k] * qvelAll[k];
            }
        }
        for (var j = 0; j < Arm; j++)
        {
            var dof = velocities[j];
            (q[j], qdot[j]) = (qposAll[positions[j]], qvelAll[dof]);
            for (var i = 0; i < 3; i++)
            {
                jacobian[i * Arm + j] = jacobianLinear[i * nv + dof];
                jacobian[(3 + i) * Arm + j] = jacobianAngular[i * nv + dof];
            }
            for (var k = 0; k < Arm; k++) massArm[j * Arm + k] = massFull[dof * nv + velocities[k]];
        }
    }

    /// <summary>Makes the present pose the goal.</summary>
    public void Hold()
    {
        Read();
        position.CopyTo(goalPosition, 0);
        rotation.CopyTo(goalRotation, 0);
    }

    /// <summary>Sets the goal from an action, relative to the pose last read.</summary>
    /// <param name="action">[6] in [-1, 1]: 5 cm and 0.5 rad per unit; larger values are clipped. No turn keeps the turn asked for before.</param>
    public void SetGoal(ReadOnlySpan<double> action)
    {
        for (var i = 0; i < 3; i++) goalPosition[i] = position[i] + Math.Clamp(action[i], -1, 1) * MetresPerUnit;
        if (action[3] == 0 && action[4] == 0 && action[5] == 0) return;
        Span<double> turn = [Math.Clamp(action[3], -1, 1) * RadiansPerUnit, Math.Clamp(action[4], -1, 1) * RadiansPerUnit, Math.Clamp(action[5], -1, 1) * RadiansPerUnit];
        Span<double> matrix = stackalloc double[9];
        Rotation.FromAxisAngle(turn, matrix);
        Rotation.Multiply(matrix, rotation, goalRotation);
    }

    /// <summary>Sets the goal itself, as a restored state does.</summary>
    /// <param name="position">[3] metres, world frame.</param>
    /// <param name="rotation">[9] row-major, world frame.</param>
    public void SetGoal(ReadOnlySpan<double> position, ReadOnlySpan<double> rotation)
    {
        position[..3].CopyTo(goalPosition);
        rotation[..9].CopyTo(goalRotation);
    }

    /// <summary>Writes the motors' torques for the state last read and the bias of now.</summary>
    public void Command()
    {
        Span<double> force = stackalloc double[6], pull = stackalloc double[Arm], row = stackalloc double[6];
        Span<double> turn = stackalloc double[3];
        Rotation.Error(rotation, goalRotation, turn);
        for (var i = 0; i < 3; i++)
        {
            force[i] = Stiffness * (goalPosition[i] - position[i]) - damping * linear[i];
            force[3 + i] = Stiffness * turn[i] - damping * angular[i];
        }

        massArm.CopyTo(massFactor, 0);
        Cholesky.Factor(massFactor, Arm);
        for (var i = 0; i < 6; i++)                              // solved[i] = M⁻¹ Jᵀ column i
        {
            var column = solved.AsSpan(i * Arm, Arm);
            jacobian.AsSpan(i * Arm, Arm).CopyTo(column);
            Cholesky.Solve(massFactor, Arm, column);
        }
        for (var i = 0; i < 6; i++)
            for (var j = 0; j < 6; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < Arm; k++) sum += jacobian[i * Arm + k] * solved[j * Arm + k];
                inertia[i * 6 + j] = sum;                        // J M⁻¹ Jᵀ, whose inverse is the hand's inertia
            }
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
            {
                inertiaLinear[i * 3 + j] = inertia[i * 6 + j];
                inertiaAngular[i * 3 + j] = inertia[(3 + i) * 6 + 3 + j];
            }
        Cholesky.Factor(inertiaLinear, 3);
        Cholesky.Solve(inertiaLinear, 3, force[..3]);
        Cholesky.Factor(inertiaAngular, 3);
        Cholesky.Solve(inertiaAngular, 3, force[3..]);
        Cholesky.Factor(inertia, 6);

        // Nᵀ u with u = M (…) is u - Jᵀ Λ (J M⁻¹ u).
        for (var j = 0; j < Arm; j++)
        {
            pull[j] = 0;
            for (var k = 0; k < Arm; k++) pull[j] += massArm[j * Arm + k] * (NullStiffness * (nominal[k] - q[k]) - nullDamping * qdot[k]);
        }
        for (var i = 0; i < 6; i++)
        {
            row[i] = 0;
            for (var k = 0; k < Arm; k++) row[i] += solved[i * Arm + k] * pull[k];
        }
        Cholesky.Solve(inertia, 6, row);

        var bias = data.Bias;
        var control = data.Control;
        for (var j = 0; j < Arm; j++)
        {
            torques[j] = pull[j] + bias[velocities[j]];
            for (var i = 0; i < 6; i++) torques[j] += jacobian[i * Arm + j] * (force[i] - row[i]);
            control[motors[j]] = Math.Clamp(torques[j], least[j], most[j]);
        }
    }
}
