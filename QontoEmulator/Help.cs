namespace QontoEmulator;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    public static int Print(TextWriter output)
    {
        output.WriteLine("""
            QontoEmulator: Qonto's sandbox on your machine.

              QontoEmulator [serve] [settings]     start the server
              QontoEmulator seed generate [...]    write the files of a seed anew; --transactions N makes a large one
              QontoEmulator healthcheck            exit code 0 when a server on this machine is ready

            Settings, by flag or environment variable:
            """);
        foreach (var setting in Settings.All)
            output.WriteLine($"  {setting.Flag,-18} {setting.Variable,-32} {setting.Meaning}{(setting.Default.Length > 0 ? $" Default: {setting.Default}." : "")}");
        return 0;
    }
}
