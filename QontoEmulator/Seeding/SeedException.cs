namespace QontoEmulator.Seeding;

/// <summary>A seed that cannot be used; the message is one sentence that names the place in the file.</summary>
internal sealed class SeedException(string message) : Exception(message);
