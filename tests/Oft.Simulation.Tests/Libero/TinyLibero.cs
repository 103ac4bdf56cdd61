using System.IO.Compression;
using System.Text;
using Oft.Simulation.Libero;

namespace Oft.Simulation.Tests.Libero;

/// <summary>Folders laid out like LIBERO's and robosuite's, made up here: the same names where code relies on them, boxes instead of meshes.</summary>
internal sealed class TinyLibero : IDisposable
{
    public const string Suite = "libero_spatial", Task = "pick_up_the_black_bowl_in_the_top_drawer_of_the_wooden_cabinet_and_place_it_on_the_plate";
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("tiny-libero-");

    public TinyLibero()
    {
        Write("robosuite/models/assets/base.xml", """<mujoco model="base"><compiler angle="radian" inertiagrouprange="0 0"/><option impratio="20" cone="elliptic"/><size nconmax="500" njmax="2000"/><asset/><visual><map znear="0.001"/></visual><actuator/><worldbody/><equality/></mujoco>""");
        Write("robosuite/models/assets/mounts/rethink_mount.xml", """<mujoco><worldbody><body name="base" pos="0 0 -0.922"><geom type="box" size="0.1 0.1 0.1" pos="-0.3 0 -0.5" name="box"/></body></worldbody></mujoco>""");
        Write("robosuite/models/assets/mounts/null_mount.xml", """<mujoco><worldbody><body name="base" pos="0 0 0"/></worldbody></mujoco>""");
        Write("robosuite/models/assets/robots/panda/robot.xml", Robot());
        Write("robosuite/models/assets/grippers/panda_gripper.xml", Gripper);
        Write("LIBERO/libero/libero/assets/scenes/libero_tabletop_base_style.xml", Scene);
        foreach (var picture in (string[])["light-gray-floor-tile.png", "light-gray-plaster.png"]) Write("LIBERO/libero/libero/assets/textures/" + picture, Pixel);
        Write("LIBERO/libero/libero/assets/articulated_objects/wooden_cabinet.xml", Cabinet);
        Write("LIBERO/libero/libero/assets/articulated_objects/flat_stove.xml", Stove);
        Write("LIBERO/libero/libero/assets/stable_scanned_objects/akita_black_bowl/akita_black_bowl.xml", Thing(0.03));
        Write("LIBERO/libero/libero/assets/stable_scanned_objects/plate/plate.xml", Thing(0.06));
        Write($"LIBERO/libero/libero/bddl_files/{Suite}/{Task}.bddl", Bddl);
        Write($"LIBERO/libero/libero/init_files/{Suite}/{Task}.pruned_init", InitFile(Rows()));
    }

    public LiberoFolders Folders => LiberoFolders.Open(Path.Combine(root.FullName, "LIBERO"), Path.Combine(root.FullName, "robosuite"));

    public LiberoTask Open() => LiberoTask.Find(Folders, Suite, Task);

    public string this[string path] => Path.Combine(root.FullName, path);

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllBytes(this[path], bytes);
    }

    public void Dispose() => root.Delete(recursive: true);

    /// <summary>A .pruned_init file as torch.save writes one of a numpy array.</summary>
    public static byte[] InitFile(double[][] rows) => Zip(Pickle(rows));

    /// <summary>The pickle inside: one array, its bytes written as text.</summary>
    public static byte[] Pickle(double[][] rows)
    {
        var payload = rows.SelectMany(row => row.SelectMany(BitConverter.GetBytes)).ToArray();
        using var pickle = new MemoryStream();
        Ops("\u0080\u0002cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085c_codecs\nencode\n");
        Text("b");
        Text("latin1");
        Ops("\u0086R\u0087R(K\u0001J");
        Ops(Encoding.Latin1.GetString(BitConverter.GetBytes(rows.Length)) + "J" + Encoding.Latin1.GetString(BitConverter.GetBytes(rows[0].Length)));
        Ops("\u0086cnumpy\ndtype\n");
        Text("f8");
        Ops("K\0K\u0001\u0087R(K\u0003");
        Text("<");
        Ops("NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089c_codecs\nencode\n");
        Text(Encoding.Latin1.GetString(payload));
        Text("latin1");
        Ops("\u0086Rtb.");
        return pickle.ToArray();

        void Ops(string bytes) => pickle.Write(Encoding.Latin1.GetBytes(bytes));

        void Text(string text)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            pickle.Write([(byte)'X', .. BitConverter.GetBytes(utf8.Length), .. utf8]);
        }
    }

    /// <summary>The archive around a pickle.</summary>
    public static byte[] Zip(byte[] pickle)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open())
            entry.Write(pickle);
        return file.ToArray();
    }

    // time; arm and fingers; bowl 1, bowl 2, plate as place and turn; three drawers, knob; velocities
    private static double[][] Rows() => [.. Enumerable.Range(0, 50).Select(row => (double[])
    [
        0, 0.001 * row, -0.2, 0, -2.4, 0, 2.2, 0.78, 0.0208, -0.0208,
        -0.05, 0.2, 0.95 + 0.0001 * row, 1, 0, 0, 0, 0.2, 0, 0.95, 1, 0, 0, 0, 0.06, 0.2, 0.93, 1, 0, 0, 0,
        0, 0, 0, 0, .. new double[9 + 18 + 4],
    ])];

    private static string Robot()
    {
        var text = new StringBuilder("<mujoco><actuator>");
        for (var j = 1; j <= 7; j++) text.Append($"<motor ctrllimited=\"true\" ctrlrange=\"{(j < 6 ? "-80 80" : "-12 12")}\" joint=\"joint{j}\" name=\"torq_j{j}\"/>");
        text.Append("</actuator><worldbody><body name=\"base\" pos=\"0 0 0\"><inertial pos=\"0 0 0\" mass=\"1\" diaginertia=\"1 1 1\"/>");
        (string Place, string Axis)[] links = [("0 0 0.333", "0 0 1"), ("0 0 0", "0 1 0"), ("0 0 0.316", "0 0 1"), ("0.0825 0 0", "0 -1 0"), ("-0.0825 0 0.384", "0 0 1"), ("0 0 0", "0 -1 0"), ("0.088 0 0", "0 0 -1")];
        for (var j = 0; j < 7; j++)
            text.Append($"<body name=\"link{j + 1}\" pos=\"{links[j].Place}\"><inertial pos=\"0 0 0.05\" mass=\"1\" diaginertia=\"0.1 0.1 0.1\"/><joint name=\"joint{j + 1}\" axis=\"{links[j].Axis}\" limited=\"true\" range=\"-3.1 3.8\"/><geom type=\"box\" size=\"0.02 0.02 0.02\" contype=\"0\" conaffinity=\"0\" group=\"1\"/>");
        return text.Append("<body name=\"right_hand\" pos=\"0 0 -0.1\" quat=\"0 1 0 0\"><inertial pos=\"0 0 0\" mass=\"0.5\" diaginertia=\"0.05 0.05 0.05\"/><camera name=\"eye_in_hand\" pos=\"0.05 0 0\" quat=\"0 0.707108 0.707108 0\" fovy=\"75\"/></body>")
            .Append(string.Concat(Enumerable.Repeat("</body>", 8))).Append("</worldbody></mujoco>").ToString();
    }

    private const string Gripper = """
        <mujoco><actuator>
          <position ctrllimited="true" ctrlrange="0 0.04" joint="finger_joint1" kp="1000" name="gripper_finger_joint1" forcelimited="true" forcerange="-20 20"/>
          <position ctrllimited="true" ctrlrange="-0.04 0" joint="finger_joint2" kp="1000" name="gripper_finger_joint2" forcelimited="true" forcerange="-20 20"/>
        </actuator><worldbody><body name="right_gripper"><inertial pos="0 0 0" mass="0.3" diaginertia="0.01 0.01 0.01"/>
          <body name="eef" pos="0 0 0.097"><site name="grip_site" size="0.01" rgba="1 0 0 0.5" group="1"/></body>
          <body name="leftfinger" pos="0 0 0.05"><inertial pos="0 0 0" mass="0.1" diaginertia="0.01 0.01 0.01"/><joint name="finger_joint1" axis="0 1 0" type="slide" limited="true" range="0 0.04" damping="100" armature="1"/><geom type="box" size="0.005 0.004 0.02" pos="0 0 0.03" group="0"/></body>
          <body name="rightfinger" pos="0 0 0.05"><inertial pos="0 0 0" mass="0.1" diaginertia="0.01 0.01 0.01"/><joint name="finger_joint2" axis="0 1 0" type="slide" limited="true" range="-0.04 0" damping="100" armature="1"/><geom type="box" size="0.005 0.004 0.02" pos="0 0 0.03" group="0"/></body>
        </body></worldbody><sensor><force name="force_ee" site="grip_site"/></sensor></mujoco>
        """;

    private const string Scene = """
        <mujoco><default><default class="wall"><geom type="box" contype="0" conaffinity="0" group="1"/></default></default>
        <asset><texture file="../textures/none.png" type="2d" name="texplane"/><texture file="../textures/none.png" type="2d" name="tex-wall"/><material name="floorplane" texture="texplane"/></asset>
        <worldbody>
          <geom name="floor" type="plane" size="3 3 .1" material="floorplane" group="1"/><geom class="wall" name="wall" pos="-2 0 1.5" size="0.01 2 1.5" material="floorplane"/>
          <body name="table" pos="0 0 0.4"><geom name="table_collision" type="box" size="0.4 0.4 0.4" group="0"/><geom name="table_visual" type="box" size="0.4 0.4 0.4" contype="0" conaffinity="0" group="1"/><site name="table_top" pos="0 0 0.4" size="0.001"/>
            <geom name="table_leg1_visual" type="cylinder" size="0.05 0.1" contype="0" conaffinity="0" group="1"/><geom name="table_leg2_visual" type="cylinder" size="0.05 0.1" contype="0" conaffinity="0" group="1"/>
            <geom name="table_leg3_visual" type="cylinder" size="0.05 0.1" contype="0" conaffinity="0" group="1"/><geom name="table_leg4_visual" type="cylinder" size="0.05 0.1" contype="0" conaffinity="0" group="1"/></body>
          <light name="light1" pos="1 1 4" dir="0 -.15 -1" castshadow="false"/><camera name="agentview" pos="0.5 0 1.35" quat="0.653 0.271 0.271 0.653"/>
        </worldbody></mujoco>
        """;

    private const string Marks = """<site name="bottom_site" pos="0 0 -0.045"/><site name="top_site" pos="0 0 0.045"/><site name="horizontal_radius_site" pos="0.045 0.045 0"/>""";

    private const string Cabinet = $"""
        <mujoco><worldbody><body><body name="object"><body name="base"><site name="top_side" type="box" pos="0 0 0.22" size="0.12 0.09 0.002" rgba="0 0 0 0"/><geom type="box" size="0.11 0.01 0.1" pos="0 0.1 0.1" group="0"/>
          <body name="cabinet_top"><inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/><joint name="top_level" type="slide" axis="0 1 0" limited="true" range="-0.16 0.01" damping="50"/><site name="top_region" type="box" pos="0 0 0.18" size="0.1 0.07 0.03" rgba="0 0 0 0"/><geom type="box" size="0.1 0.07 0.005" pos="0 0 0.15" group="0"/></body>
          <body name="cabinet_middle"><inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/><joint name="middle_level" type="slide" axis="0 1 0" limited="true" range="-0.16 0.01" damping="50"/><site name="middle_region" type="box" pos="0 0 0.1" size="0.1 0.07 0.03" rgba="0 0 0 0"/><geom type="box" size="0.1 0.07 0.005" pos="0 0 0.08" group="0"/></body>
          <body name="cabinet_bottom"><inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/><joint name="bottom_level" type="slide" axis="0 1 0" limited="true" range="-0.16 0.01" damping="50"/><site name="bottom_region" type="box" pos="0 0 0.03" size="0.1 0.07 0.03" rgba="0 0 0 0"/><geom type="box" size="0.1 0.07 0.005" pos="0 0 0.01" group="0"/></body>
        </body></body>{Marks}</body></worldbody></mujoco>
        """;

    private const string Stove = $"""
        <mujoco><worldbody><body><body name="object"><body name="base"><site name="cook_region" type="box" pos="0.15 0 0" size="0.07 0.07 0.003" rgba="0 0 0 0"/><site name="burner" pos="0.15 0 0.022" size="0.06 0.0005" type="cylinder" rgba="0.9 0.05 0.05 1"/><geom type="box" size="0.09 0.09 0.02" pos="0.15 0 0" group="0"/>
          <body name="button"><inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/><joint name="button" type="hinge" axis="0 0 1" limited="true" range="-0.005 2.1" damping="1"/><geom type="box" size="0.03 0.01 0.02" group="0"/><geom type="box" size="0.03 0.01 0.02" contype="0" conaffinity="0" group="1"/></body>
        </body></body>{Marks}</body></worldbody></mujoco>
        """;

    private static string Thing(double half) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
        <mujoco><worldbody><body><body name="object"><geom type="cylinder" size="{half} 0.01" group="0" rgba="0.8 0.8 0.8 0.3"/><geom type="cylinder" size="{half} 0.01" contype="0" conaffinity="0" group="1"/></body>
          <site name="bottom_site" pos="0 0 -0.06"/><site name="top_site" pos="0 0 0.04"/><site name="horizontal_radius_site" pos="0.025 0.025 0"/></body></worldbody></mujoco>
        """);

    public const string Bddl = """
        (define (problem LIBERO_Tabletop_Manipulation) ; a comment
          (:domain robosuite)
          (:language Pick the akita black bowl in the top layer and place it on the plate)
          (:regions
            (plate_region (:target main_table) (:ranges ((0.05 0.19 0.07 0.21))))
            (front_region (:target main_table) (:ranges ((0.19 -0.01 0.21 0.01))))
            (cabinet_region (:target main_table) (:ranges ((0.02 -0.28 0.04 -0.26))) (:yaw_rotation ((2.66 2.72))))
            (stove_region (:target main_table) (:ranges ((-0.42 -0.15 -0.4 -0.13))))
            (top_region (:target wooden_cabinet_1)) (top_side (:target wooden_cabinet_1)) (cook_region (:target flat_stove_1)) (left_region (:target bowl_drainer_1)))
          (:fixtures main_table - table wooden_cabinet_1 - wooden_cabinet flat_stove_1 - flat_stove)
          (:objects akita_black_bowl_1 akita_black_bowl_2 - akita_black_bowl plate_1 - plate)
          (:obj_of_interest akita_black_bowl_1 plate_1)
          (:init (In akita_black_bowl_1 wooden_cabinet_1_top_region) (On akita_black_bowl_2 wooden_cabinet_1_top_side) (Open wooden_cabinet_1_top_region)
            (On plate_1 main_table_plate_region) (On wooden_cabinet_1 main_table_cabinet_region) (On flat_stove_1 main_table_stove_region))
          (:goal (And (On akita_black_bowl_1 plate_1))))
        """;

    // One grey pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
}
