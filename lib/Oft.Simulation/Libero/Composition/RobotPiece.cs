using Oft.Simulation.Libero.Catalog;

namespace Oft.Simulation.Libero.Composition;

/// <summary>The Panda with its mount and gripper.</summary>
/// <remarks>Upstream: robosuite/models/robots/robot_model.py, robots/manipulators/manipulator_model.py, mounts/*.py, grippers/panda_gripper.py; libero/libero/envs/robots/*.py.</remarks>
internal static class RobotPiece
{
    private const string ArmColor = "0 0.5 0 1", MountColor = "0.5 0.5 0 1", GripperColor = "0 0 0.5 1";
    private const double MountTop = -0.01, MountBottom = -0.922;
    private static readonly double[] damping = [0.1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01];

    /// <summary>The robot of a kind of scene, standing where it stands there.</summary>
    /// <exception cref="LiberoException">A file is missing or lacks a part.</exception>
    public static MjcfPiece Load(LiberoFolders folders, Domain domain)
    {
        var robot = Piece(folders, "robots/panda/robot.xml", "robot0_", ArmColor);
        var joints = robot.World.Descendants("joint").ToList();
        if (joints.Count != damping.Length) throw new LiberoException($"{robot.Path}: expected {damping.Length} joints, got {joints.Count}.");
        for (var i = 0; i < joints.Count; i++)
        {
            if (joints[i].Attribute("frictionloss") is null) joints[i].SetAttributeValue("frictionloss", "0.1");
            if (joints[i].Attribute("armature") is null) joints[i].SetAttributeValue("armature", MjcfPiece.Numbers([5.0 / (i + 1)]));
            joints[i].SetAttributeValue("damping", MjcfPiece.Numbers([damping[i]]));
        }

        var root = robot.Require(robot.World, "body", "robot0_base");
        var mount = Piece(folders, domain.Mounted ? "mounts/rethink_mount.xml" : "mounts/null_mount.xml", "mount0_", MountColor);
        mount.Require(mount.World, "body", "mount0_base").SetAttributeValue("pos", MjcfPiece.Numbers([0, 0, domain.Mounted ? -MountTop : 0]));
        robot.Merge(mount, root);
        var lift = domain.Mounted ? MountTop - MountBottom : 0;  // the pedestal's height
        root.SetAttributeValue("pos", MjcfPiece.Numbers([domain.RobotBase[0], domain.RobotBase[1], domain.RobotBase[2] + lift]));

        var hand = robot.World.Descendants("body").FirstOrDefault(body => (string?)body.Attribute("name") == "robot0_right_hand") ?? throw new LiberoException($"{robot.Path}: there is no body 'right_hand'.");
        robot.Merge(Piece(folders, "grippers/panda_gripper.xml", "gripper0_", GripperColor), hand);
        return robot;
    }

    private static MjcfPiece Piece(LiberoFolders folders, string file, string prefix, string color)
    {
        var piece = MjcfPiece.Load(folders, folders.RobosuiteAsset(file));
        piece.NameShapes();
        piece.Prefix(prefix);
        piece.PaintSolid(color);
        return piece;
    }
}
