using System.Text;
using System.Xml.Linq;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Bddl;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.Libero;

/// <summary>A thousand damaged copies each of a task, of the XML files a scene is made of, and of initial states: a named error or a reading, bounded memory, nothing run.</summary>
public sealed class HostileLiberoTests
{
    private const int Count = 1000;

    [Fact]
    public void A_thousand_damaged_tasks_are_read_or_refused_by_name() =>
        Damage("bddl", Encoding.UTF8.GetBytes(TinyLibero.Bddl), copy => BddlReader.Parse("task.bddl", Encoding.UTF8.GetString(copy)));

    [Fact]
    public void A_thousand_damaged_initial_states_are_read_or_refused_by_name()
    {
        var pickle = TinyLibero.Pickle([.. Enumerable.Range(0, 4).Select(row => Enumerable.Range(0, 20).Select(i => row + 0.1 * i).ToArray())]);
        Damage("init", TinyLibero.Zip(pickle), copy => InitStates.Read("states.pruned_init", copy), rewrite: random => TinyLibero.Zip(Mutations.Damage(pickle, random)));
    }

    [Fact]
    public void A_thousand_damaged_scenes_are_composed_and_compiled_or_refused_by_name()
    {
        if (!MuJoCoLibrary.IsAvailable(out var why)) Need.Missing(why);
        using var files = new TinyLibero();
        string[] targets =
        [
            "robosuite/models/assets/base.xml", "robosuite/models/assets/robots/panda/robot.xml", "robosuite/models/assets/grippers/panda_gripper.xml",
            "LIBERO/libero/libero/assets/scenes/libero_tabletop_base_style.xml", "LIBERO/libero/libero/assets/articulated_objects/wooden_cabinet.xml", "LIBERO/libero/libero/assets/stable_scanned_objects/plate/plate.xml",
        ];
        var task = BddlReader.Read(files.Folders.Bddl(TinyLibero.Suite, TinyLibero.Task));
        for (var i = 0; i < targets.Length; i++)
        {
            var target = targets[i];
            var good = File.ReadAllBytes(files[target]);
            Damage(Path.GetFileName(target), good, copy =>
            {
                files.Write(target, copy);
                using var model = Model.FromXml(Simulation.Libero.Composition.LiberoScene.Compose(task, files.Folders).Xml);
            }, first: Count * i / targets.Length, last: Count * (i + 1) / targets.Length, rewrite: random => Reshape(good, random));
            files.Write(target, good);
        }
    }

    // Damage that leaves the text well-formed: an element gone, twice, elsewhere or renamed, an attribute gone, wild or another's.
    private static byte[] Reshape(byte[] good, Random random)
    {
        var root = XElement.Parse(Encoding.UTF8.GetString(good));
        for (var rounds = random.Next(3); rounds >= 0; rounds--)
        {
            var elements = root.Descendants().ToList();
            if (elements.Count == 0) break;
            var (one, other) = (elements[random.Next(elements.Count)], elements[random.Next(elements.Count)]);
            var attributes = one.Attributes().ToList();
            var attribute = attributes.Count > 0 ? attributes[random.Next(attributes.Count)] : null;
            switch (random.Next(8))
            {
                case 0: one.Remove(); break;
                case 1: one.AddAfterSelf(new XElement(one)); break;
                case 2: other.Add(new XElement(one)); break;
                case 3: one.Name = other.Name; break;
                case 4: attribute?.Remove(); break;
                case 5 when attribute is not null: attribute.Value = ((string[])["", "1e308", "-1", "nan", "0 0 0", "../../../../etc/passwd", "999999999", "x"])[random.Next(8)]; break;
                case 6 when attribute is not null: one.SetAttributeValue(attribute.Name, (string?)other.Attributes().FirstOrDefault() ?? "0"); break;
                default: one.SetAttributeValue(((string[])["file", "class", "type", "group", "name", "mass", "size"])[random.Next(7)], ((string[])["mesh", "0", "free", "hfield", "object", "main", "../x.png"])[random.Next(7)]); break;
            }
        }
        return Encoding.UTF8.GetBytes(root.ToString());
    }

    private static void Damage(string what, byte[] good, Action<byte[]> read, int first = 0, int last = Count, Func<Random, byte[]>? rewrite = null)
    {
        read(good);
        var (refused, largest) = (0, 0L);
        for (var i = first; i < last; i++)
        {
            var random = new Random(i);
            var copy = rewrite is not null && i % 2 == 0 ? rewrite(random) : Mutations.Damage(good, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(copy);
            }
            catch (Exception named) when (named is LiberoException or MuJoCoException)
            {
                Assert.NotEmpty(named.Message);
                refused++;
            }
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {last - first} mutations, {refused} refused, at most {largest / 1024} KiB for one");
        Assert.True(refused * 3 >= last - first, $"{what}: only {refused} of {last - first} were refused");
        Assert.True(largest < 64 << 20, $"{what}: one copy made the reader allocate {largest} bytes");
    }
}
