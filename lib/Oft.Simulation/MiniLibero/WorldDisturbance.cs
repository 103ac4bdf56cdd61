using Oft.Contracts;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.MiniLibero;

/// <summary>What a <see cref="Perturbation"/> does to a world, drawn anew at every reset.</summary>
internal sealed class WorldDisturbance
{
    private const double NoiseLevels = 12, CameraShift = 0.04, CameraTurn = 4 * Math.PI / 180, HandShift = 0.08, HandLift = 0.05;
    private readonly Perturbation wish;
    private readonly Model model;
    private readonly MiniTask task;
    private readonly int camera, lamp, table, floor;
    private readonly double[] cameraPosition, cameraRotation, lampDirection;
    private readonly float[] lampColor;
    private ulong seed;

    public WorldDisturbance(Perturbation wish, Model model, MiniTask task)
    {
        (this.wish, this.model, this.task, Sentence) = (wish, model, task, task.Sentence);
        camera = model.Require(ObjectKind.Camera, "agentview");
        lamp = model.Require(ObjectKind.Light, "lamp");
        table = model.Require(ObjectKind.Geom, "table_top");
        floor = model.Require(ObjectKind.Geom, "floor");
        cameraPosition = model.CameraPosition.Slice(camera * 3, 3).ToArray();
        cameraRotation = model.CameraRotation.Slice(camera * 4, 4).ToArray();
        lampDirection = model.LightDirection.Slice(lamp * 3, 3).ToArray();
        lampColor = model.LightColor.Slice(lamp * 3, 3).ToArray();
    }

    /// <summary>The sentence of this episode.</summary>
    public string Sentence { get; private set; }

    /// <summary>How far from its usual place the hand begins; null where it does not differ.</summary>
    public Point? HandOffset { get; private set; }

    /// <summary>Draws this episode's amounts. Every axis has its own stream, so switching one on leaves the others' draws alone.</summary>
    public void Begin(ulong episodeSeed)
    {
        seed = episodeSeed;
        if (wish.Language) Sentence = task.Paraphrases[Stream("language").Below(task.Paraphrases.Count)];
        if (wish.RobotStart)
        {
            var chance = Stream("robot-start");
            HandOffset = new Point(chance.Between(-HandShift, HandShift), chance.Between(-HandShift, HandShift), chance.Between(-HandLift, HandLift));
        }
        if (wish.Camera) MoveCamera(Stream("camera"));
        if (wish.Light) ChangeLight(Stream("light"));
        if (wish.Texture) Repaint(Stream("texture"));
    }

    /// <summary>The picture as a disturbed camera gives it.</summary>
    public CameraImage Disturb(CameraImage picture, int step)
    {
        if (!wish.Noise) return picture;
        var chance = new SeededChance(SeededChance.SeedOf(picture.Name, seed, (ulong)step));
        var rgb = picture.Rgb.ToArray();
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)Math.Clamp(rgb[i] + NoiseLevels * chance.Normal(), 0, 255);
        return new CameraImage(picture.Name, picture.Width, picture.Height, rgb);
    }

    private void MoveCamera(SeededChance chance)
    {
        var place = model.CameraPosition.Slice(camera * 3, 3);
        for (var i = 0; i < 3; i++) place[i] = cameraPosition[i] + chance.Between(-CameraShift, CameraShift);

        // A small turn about a random axis, in the camera's own frame.
        Span<double> axis = [chance.Between(-1, 1), chance.Between(-1, 1), chance.Between(-1, 1)];
        var length = Math.Max(1e-9, Math.Sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]));
        var half = chance.Between(0, CameraTurn) / 2;
        var (w, s) = (Math.Cos(half), Math.Sin(half) / length);
        var (x, y, z) = (axis[0] * s, axis[1] * s, axis[2] * s);
        var q = cameraRotation;
        var turned = model.CameraRotation.Slice(camera * 4, 4);
        turned[0] = q[0] * w - q[1] * x - q[2] * y - q[3] * z;
        turned[1] = q[0] * x + q[1] * w + q[2] * z - q[3] * y;
        turned[2] = q[0] * y - q[1] * z + q[2] * w + q[3] * x;
        turned[3] = q[0] * z + q[1] * y - q[2] * x + q[3] * w;
    }

    private void ChangeLight(SeededChance chance)
    {
        var direction = model.LightDirection.Slice(lamp * 3, 3);
        var (angle, slant) = (chance.Between(0, 2 * Math.PI), chance.Between(0.2, 0.9));
        (direction[0], direction[1], direction[2]) = (slant * Math.Cos(angle), slant * Math.Sin(angle), lampDirection[2]);
        var length = Math.Sqrt(direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2]);
        for (var i = 0; i < 3; i++) direction[i] /= length;
        var color = model.LightColor.Slice(lamp * 3, 3);
        var strength = chance.Between(0.4, 1.5);
        for (var i = 0; i < 3; i++) color[i] = (float)(lampColor[i] * strength * chance.Between(0.85, 1.15));
    }

    private void Repaint(SeededChance chance)
    {
        foreach (var geom in (int[])[table, floor])
        {
            var color = model.GeomColor.Slice(geom * 4, 3);
            for (var i = 0; i < 3; i++) color[i] = (float)chance.Between(0.25, 0.85);
        }
    }

    private SeededChance Stream(string axis) => new(SeededChance.SeedOf(axis, seed));
}
