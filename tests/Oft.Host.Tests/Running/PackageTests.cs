using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Oft.Host.Tests.Running;

public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_package_of_a_folder_is_restored_before_the_code_above_it_runs()
    {
        Pack("1.0.0");
        var notebook = OftProcess.Write(folder["a.ipynb"],
            "Greeter.Hello.Say(\"you\")\n#i \"nuget:feed\"\n#r \"nuget:Oft.Test.Greeter, 1.0.0\"",
            "extended",
            "#r \"nuget:Oft.Test.Greeter, 2.0.0\"",
            "#r \"nuget:Oft.Test.Nosuch, 1.0.0\"");
        var (status, text) = OftProcess.Run(new Dictionary<string, string> { ["XDG_DATA_HOME"] = folder["data"], ["NUGET_PACKAGES"] = folder["packages"] }, ["run", notebook, "--out", folder["out"], "--allow-errors"]);
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.True(status == 0, text);
        Assert.Equal("hello you", shown[0]);
        Assert.Equal("by its extension.dib", shown[1]);
        Assert.Contains("Oft.Test.Greeter version 2.0.0 cannot be added because version 1.0.0 was added previously", shown[2]);
        Assert.Contains("could not be restored", shown[3]);
    }

    [Fact]
    public void A_plain_assembly_is_referenced_and_draws_itself_by_an_attribute_known_by_name()
    {
        File.WriteAllBytes(folder["Dots.dll"], Compile("Dots", """
            namespace Dots;
            public sealed class TypeFormatterSourceAttribute(System.Type formatterSourceType) : System.Attribute
            {
                public System.Type FormatterSourceType => formatterSourceType;
                public string[] PreferredMimeTypes => ["text/html", "text/plain"];
            }
            public sealed class Source { public System.Collections.Generic.IEnumerable<object> CreateTypeFormatters() => [new Writer("text/html"), new Writer("text/plain")]; }
            public sealed class Writer(string mime)
            {
                public string MimeType => mime;
                public bool Format(object value, System.IO.TextWriter writer) { writer.Write(mime + ":" + ((Dot)value).Size); return true; }
            }
            [TypeFormatterSource(typeof(Source))] public sealed record Dot(int Size);
            """));
        var notebook = OftProcess.Write(folder["a.ipynb"], "#r \"Dots.dll\"\nnew Dots.Dot(3)");
        var (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"]);
        var data = Host.Documents.NotebookDocument.Load(folder["out/a.ipynb"]).Cells[0].Outputs[0]!["data"]!;

        Assert.True(status == 0, text);
        Assert.Equal("text/html:3", Host.Documents.NotebookJson.Text(data["text/html"]));
        Assert.Equal("text/plain:3", Host.Documents.NotebookJson.Text(data["text/plain"]));
    }

    private void Pack(string version)
    {
        Directory.CreateDirectory(folder["feed"]);
        using var zip = ZipFile.Open(folder[$"feed/Oft.Test.Greeter.{version}.nupkg"], ZipArchiveMode.Create);
        Write("Oft.Test.Greeter.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Oft.Test.Greeter</id><version>{version}</version><authors>a test</authors><description>says hello</description></metadata></package>
            """));
        Write("lib/net10.0/Oft.Test.Greeter.dll", Compile("Oft.Test.Greeter", "namespace Greeter; public static class Hello { public static string Say(string name) => \"hello \" + name; }"));
        Write("interactive-extensions/dotnet/extension.dib", "#!csharp\nvar extended = \"by its extension.dib\";\n"u8.ToArray());

        void Write(string name, byte[] bytes)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }
    }

    private static byte[] Compile(string name, string code)
    {
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code)], ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll").Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return stream.ToArray();
    }
}
