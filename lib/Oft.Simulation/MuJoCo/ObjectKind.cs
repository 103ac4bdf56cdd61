namespace Oft.Simulation.MuJoCo;

/// <summary>Kinds of named things in a model. The numbers MuJoCo gives them differ by version and come from its table.</summary>
public enum ObjectKind
{
    /// <summary>A rigid body.</summary>
    Body,

    /// <summary>A joint.</summary>
    Joint,

    /// <summary>A shape.</summary>
    Geom,

    /// <summary>A marked place on a body.</summary>
    Site,

    /// <summary>A camera.</summary>
    Camera,

    /// <summary>A light.</summary>
    Light,

    /// <summary>An actuator.</summary>
    Actuator,

    /// <summary>A mesh.</summary>
    Mesh,

    /// <summary>A material.</summary>
    Material,

    /// <summary>A picture.</summary>
    Texture,
}
