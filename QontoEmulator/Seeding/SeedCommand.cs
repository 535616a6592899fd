using System.Globalization;
using QontoEmulator.Seeding.Generators;

namespace QontoEmulator.Seeding;

/// <summary>The subcommand <c>seed generate</c>: makes the files under seed-data again, the same bytes each time.</summary>
internal static class SeedCommand
{
    /// <summary>Rows of the committed seed.</summary>
    public const int DefaultTransactions = 1_200;

    /// <summary>The seeds that can be made; all of them are committed under seed-data.</summary>
    public static readonly IReadOnlyList<string> Seeds = ["default", .. SmallCompany.All.Select(company => company.Seed)];

    private const int WrongCommandLine = 2;

    /// <param name="args">The command line after the program's name: <c>seed generate [--transactions N] [--seed NAME] [--out DIR]</c>.</param>
    /// <param name="output">Gets one line that says what was written.</param>
    /// <param name="errors">Gets one sentence when it fails.</param>
    /// <returns>0, 2 for a wrong command line, 1 when the files could not be written.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            var options = Read(args);
            var folder = new SeedFolder(options.Folder);
            var transactions = Write(options.Seed, folder, options.Transactions);
            output.WriteLine(FormattableString.Invariant(
                $"{options.Folder}: {transactions} transactions, {folder.FileCount} files, {folder.Size} bytes."));
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

    private static int Write(string seed, SeedFolder folder, int transactions)
    {
        if (SmallCompany.All.FirstOrDefault(company => company.Seed == seed) is { } small)
            return new SmallSeed(small).Write(folder);
        DefaultSeed.Write(folder, transactions);
        return transactions;
    }

    private static (string Seed, int Transactions, string Folder) Read(string[] args)
    {
        if (args is not ["seed", "generate", ..])
            throw new WrongUsageException("The command is: seed generate [--transactions N] [--seed NAME] [--out DIR].");

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

        return (seed, transactions, folder ?? Path.Combine("seed-data", seed));
    }

    private static int Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= Budget.Least and <= Budget.Most
            ? count
            : throw new WrongUsageException(FormattableString.Invariant(
                $"--transactions needs a whole number from {Budget.Least} to {Budget.Most}, not '{value}'."));

    private static string Known(string seed) => Seeds.Contains(seed, StringComparer.Ordinal)
        ? seed
        : throw new WrongUsageException($"'{seed}' is no seed that can be generated; there are: {string.Join(", ", Seeds)}.");

    private sealed class WrongUsageException(string message) : Exception(message);
}
