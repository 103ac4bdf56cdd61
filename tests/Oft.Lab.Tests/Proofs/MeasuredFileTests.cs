using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Lab.Proofs;

namespace Oft.Lab.Tests.Proofs;

public class MeasuredFileTests
{
    [Fact]
    public void A_record_says_what_was_found_how_large_where_and_when()
    {
        var folder = Directory.CreateTempSubdirectory("oft-measured");
        try
        {
            var began = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));
            var path = MeasuredFile.Write(folder.FullName, "demo", "two is two", new ProofResult(true, "3 steps", new JsonObject { ["two"] = 2 }), began, TimeSpan.FromSeconds(1.25));

            using var record = JsonDocument.Parse(File.ReadAllText(path));
            string[] members = [.. record.RootElement.EnumerateObject().Select(member => member.Name)];
            Assert.Equal(["name", "claim", "holds", "size", "result", "machine", "commit", "date", "duration_s"], members);
            Assert.Equal("2026-01-02T01:04:05Z", record.RootElement.GetProperty("date").GetString());
            Assert.Equal(2, record.RootElement.GetProperty("result").GetProperty("two").GetInt32());
            Assert.True(record.RootElement.GetProperty("machine").GetProperty("cores").GetInt32() > 0);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
