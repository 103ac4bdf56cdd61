namespace Oft.Aloha.Wire.Clients;

/// <summary>How a server means an action's gripper.</summary>
public enum GripperMeaning
{
    /// <summary>As the world takes it.</summary>
    World,

    /// <summary>From 0 closed to 1 open, as OpenVLA's checkpoints for LIBERO say it; LIBERO takes -1 open, 1 closed.</summary>
    ZeroClosedOneOpen,
}
