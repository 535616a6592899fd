namespace QontoEmulator.Tests.Contract;

/// <summary>A text file of the source tree that tests compare with, and write when UPDATE=1.</summary>
internal static class CommittedText
{
    public static bool Updating => string.Equals(Environment.GetEnvironmentVariable("UPDATE"), "1", StringComparison.Ordinal);

    /// <summary>The file below the repository root; null when the tests run away from their sources.</summary>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "QontoEmulator.sln"))) return Path.Combine(folder.FullName, path);
        return null;
    }

    public static string Read(string path) => File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The lines that only one side has, "-" for the committed and "+" for the true text.</summary>
    public static string Difference(string committed, string actual, int most = 20)
    {
        var (before, after) = (committed.Split('\n'), actual.Split('\n'));
        var lines = before.Except(after, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(after.Except(before, StringComparer.Ordinal).Select(line => "+ " + line)).ToList();
        if (lines.Count == 0) return "  the same lines in another order";
        return string.Join('\n', lines.Take(most)) + (lines.Count > most ? $"\n  and {lines.Count - most} lines more" : "");
    }
}
