using System.Diagnostics;
using System.Text.Json;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class HeaderTableTests
{
    [Fact]
    public void A_version_without_a_table_is_refused_with_a_sentence_that_lists_the_known_ones()
    {
        var refused = Assert.Throws<MuJoCoException>(() => HeaderTable.For(199));
        Assert.Contains("MuJoCo 1.9.9 was found", refused.Message);
        Assert.Contains("2.2.2", refused.Message);
        Assert.Contains("OFT_MUJOCO", refused.Message);
    }

    [Fact]
    public void A_field_that_is_not_in_the_table_is_named() =>
        Assert.Contains("'mjData.nothing'", Assert.Throws<MuJoCoException>(() => HeaderTable.For(222).Offset("mjData.nothing")).Message);

    [Fact]
    public void Every_table_names_the_same_fields_save_the_file_system_of_older_versions()
    {
        var tables = Directory.GetFiles(Path.Combine(Need.Root, "lib/Oft.Simulation/MuJoCo/Layouts"), "*.json")
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("offsets").EnumerateObject().Select(p => p.Name).Where(n => !n.StartsWith("mjVFS.", StringComparison.Ordinal)).ToHashSet());
        Assert.All(tables, names => Assert.True(tables.First().SetEquals(names)));
    }

    [Fact]
    public void The_table_of_the_installed_version_is_what_its_header_prints()
    {
        const string Header = "/usr/include/mujoco/mujoco.h";
        if (!File.Exists(Header)) Need.Missing("libmujoco-dev is not installed, so there is no header to print from");
        var folder = Directory.CreateTempSubdirectory("oft-layout").FullName;
        var program = Path.Combine(folder, "print-layout");
        Run(Need.Program("cc"), Path.Combine(Need.Root, "lib/Oft.Simulation/MuJoCo/Layouts/print-layout.c"), "-o", program);
        var printed = Run(program);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(File.ReadAllText(Path.Combine(Need.Root, $"lib/Oft.Simulation/MuJoCo/Layouts/{MuJoCoLibrary.Version}.json")), printed);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
