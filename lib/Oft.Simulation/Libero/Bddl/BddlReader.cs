using System.Globalization;

namespace Oft.Simulation.Libero.Bddl;

/// <summary>Reads LIBERO's task descriptions. Nothing in them is run: numbers are numbers, names are names.</summary>
/// <remarks>Upstream: libero/libero/envs/bddl_utils.py, robosuite_parse_problem.</remarks>
public static class BddlReader
{
    private const int MostThings = 200, MostRegions = 500, MostAtoms = 500;

    /// <summary>Reads a file.</summary>
    /// <exception cref="LiberoException">It cannot be read, or is no task; the message names file and line.</exception>
    public static BddlTask Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > 4 << 20) throw new LiberoException($"{path}: larger than any task description (4 MB).");
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new LiberoException($"{path} cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="text">The whole description.</param>
    /// <exception cref="LiberoException">It is no task; the message names file and line.</exception>
    public static BddlTask Parse(string file, string text)
    {
        var whole = SExpression.Parse(file, text);
        if (whole.Items is not [{ Word: "define" }, ..]) throw Fault(whole, "expected (define (problem …) …)");
        var groups = new Dictionary<string, SExpression>();
        foreach (var group in whole.Items.Skip(1))
        {
            var key = group.Items is [{ Word: { } word }, ..] ? word : throw Fault(group, "expected a group such as (:objects …)");
            if (key is not ("problem" or ":domain" or ":requirements" or ":language" or ":regions" or ":fixtures" or ":objects" or ":obj_of_interest" or ":init" or ":goal"))
                throw Fault(group, $"the group '{key}' is not known");
            if (!groups.TryAdd(key, group)) throw Fault(group, $"the group '{key}' stands here a second time");
        }
        return new BddlTask
        {
            File = file,
            Problem = Words("problem") is [var problem] ? problem : throw Fault(whole, "expected one name in (problem …)"),
            Language = Words(":language"),
            Regions = Regions(),
            Fixtures = Typed(":fixtures"),
            Objects = Typed(":objects"),
            ObjectsOfInterest = Words(":obj_of_interest"),
            Initial = Atoms(Rest(":init")),
            Goal = Goal(),
        };

        IReadOnlyList<SExpression> Rest(string key) => groups.TryGetValue(key, out var group) ? [.. group.Items.Skip(1)] : [];

        List<string> Words(string key) => [.. Rest(key).Select(Word)];

        string Word(SExpression one) => one.Word ?? throw Fault(one, "expected a word, got a list");

        List<(string, string)> Typed(string key)
        {
            var things = new List<(string, string)>();
            var (waiting, categories) = (new List<string>(), new HashSet<string>());
            var items = Rest(key);
            for (var i = 0; i < items.Count; i++)
            {
                if (Word(items[i]) != "-")
                {
                    waiting.Add(Word(items[i]));
                    continue;
                }
                if (++i == items.Count) throw Fault(items[^1], $"expected a category after '-' in {key}");
                if (!categories.Add(Word(items[i]))) throw Fault(items[i], $"the category '{items[i]}' stands in {key} a second time");
                things.AddRange(waiting.Select(name => (name, Word(items[i]))));
                waiting.Clear();
            }
            if (waiting.Count > 0) throw Fault(items[^1], $"'{waiting[0]}' has no category in {key}");
            if (things.Count > MostThings) throw Fault(items[0], $"more than {MostThings} things in {key}");
            if (things.GroupBy(thing => thing.Item1).FirstOrDefault(same => same.Count() > 1) is { } twice) throw Fault(items[0], $"'{twice.Key}' stands in {key} twice");
            return things;
        }

        List<BddlRegion> Regions()
        {
            var regions = new Dictionary<string, BddlRegion>();
            foreach (var one in Rest(":regions"))
            {
                var region = Region(one);
                if (!regions.TryAdd(region.Name, region)) throw Fault(one, $"the region '{region.Name}' stands here a second time");
                if (regions.Count > MostRegions) throw Fault(one, $"more than {MostRegions} regions");
            }
            return [.. regions.Values];
        }

        BddlRegion Region(SExpression one)
        {
            if (one.Items is not [{ Word: { } own }, ..]) throw Fault(one, "expected a region (name (:target …) …)");
            string? target = null;
            var ranges = new List<(double, double, double, double)>();
            var (yaw, color) = ((0.0, 0.0), (IReadOnlyList<double>)[0, 0, 1, 0]);
            foreach (var attribute in one.Items.Skip(1))
                switch (attribute.Items)
                {
                    case [{ Word: ":target" }, { Word: { } name }]:
                        target = name;
                        break;
                    case [{ Word: ":ranges" }, { Word: null } list]:
                        ranges.AddRange(list.Items.Select(range => Numbers(range, 4)).Select(n => (n[0], n[1], n[2], n[3])));
                        break;
                    case [{ Word: ":yaw_rotation" }, { Word: null } list]:
                        foreach (var turn in list.Items.Select(x => Numbers(x, 2))) yaw = (turn[0], turn[1]);
                        break;
                    case [{ Word: ":rgba" }, { Word: null } list]:
                        color = Numbers(list, 4);
                        break;
                    default:
                        throw Fault(attribute, $"'{Short(attribute)}' in the region '{own}' is not known");
                }
            return new BddlRegion($"{target ?? throw Fault(one, $"the region '{own}' has no (:target …)")}_{own}", target, ranges, yaw, color);
        }

        double[] Numbers(SExpression list, int count)
        {
            if (list.Items.Count != count) throw Fault(list, $"expected {count} numbers, got '{Short(list)}'");
            return [.. list.Items.Select(item => double.TryParse(item.Word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Fault(item, $"expected a number, got '{Short(item)}'"))];
        }

        List<IReadOnlyList<string>> Atoms(IReadOnlyList<SExpression> list)
        {
            if (list.Count > MostAtoms) throw Fault(list[0], $"more than {MostAtoms} atoms");
            return [.. list.Select(IReadOnlyList<string> (atom) => atom.Items is { Count: 2 or 3 } ? [.. atom.Items.Select(Word)] : throw Fault(atom, $"expected an atom of two or three words, got '{Short(atom)}'"))];
        }

        IReadOnlyList<IReadOnlyList<string>> Goal() => Rest(":goal") switch
        {
            [{ Items: [{ Word: "and" }, ..] } all] => Atoms([.. all.Items.Skip(1)]),
            [{ Word: null } one] => Atoms([one]),
            _ => throw Fault(whole, "expected one (:goal (And …))"),
        };

        LiberoException Fault(SExpression at, string message) => new($"{file}, line {at.Line}: {message}.");
    }

    private static string Short(SExpression one) => one.ToString() is { Length: > 60 } text ? text[..60] + "…" : one.ToString();
}
