using System.Globalization;
using QontoEmulator.Seeding.Generators;

namespace QontoEmulator.Seeding;

/// <summary>The subcommand <c>seed generate</c>: makes the files under seed-data again, the same bytes each time.</summary>
internal static class SeedCommand
{
    /// <summary>Rows of the committed seed.</summary>
    public const int DefaultTransactions = 1_200;

    private const int WrongCommandLine = 2;

    /// <param name="args">The command line after the program's name: <c>seed generate [--transactions N] [--seed default] [--out DIR]</c>.</param>
    /// <param name="output">Gets one line that says what was written.</param>
    /// <param name="errors">Gets one sentence when it fails.</param>
    /// <returns>0, 2 for a wrong command line, 1 when the files could not be written.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            var options = Read(args);
            var folder = new SeedFolder(options.Folder);
            DefaultSeed.Write(folder, options.Transactions);
            output.WriteLine(FormattableString.Invariant(
                $"{options.Folder}: {options.Transactions} transactions, {folder.FileCount} files, {folder.Size} bytes."));
            return 0;
        }
        catch (WrongUsageException wrong)
        {
            errors.WriteLine(wrong.Message);
            return WrongCommandLine;
        }
        catch (Exception failure) when (failure is SeedException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(failure.Message);
            return 1;
        }
    }

    private static (int Transactions, string Folder) Read(string[] args)
    {
        if (args is not ["seed", "generate", ..])
            throw new WrongUsageException("The command is: seed generate [--transactions N] [--seed default] [--out DIR].");

        var (transactions, seed, folder) = (DefaultTransactions, "default", (string?)null);
        for (var place = 2; place < args.Length; place += 2)
        {
            var word = args[place];
            if (word is not ("--transactions" or "--seed" or "--out"))
                throw new WrongUsageException($"seed generate does not know '{word}'.");
            if (place + 1 == args.Length || args[place + 1].Length == 0)
                throw new WrongUsageException($"{word} needs a value.");

            var value = args[place + 1];
            if (word == "--transactions")
                transactions = Count(value);
            else if (word == "--seed")
                seed = Known(value);
            else
                folder = value;
        }

        return (transactions, folder ?? Path.Combine("seed-data", seed));
    }

    private static int Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= Budget.Least and <= Budget.Most
            ? count
            : throw new WrongUsageException(FormattableString.Invariant(
                $"--transactions needs a whole number from {Budget.Least} to {Budget.Most}, not '{value}'."));

    private static string Known(string seed) => seed == "default"
        ? seed
        : throw new WrongUsageException($"'{seed}' is no seed that can be generated; there is 'default'.");

    private sealed class WrongUsageException(string message) : Exception(message);
}
