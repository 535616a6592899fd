using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.WebApp;

/// <summary>A browser that is signed in to the sandbox web app. Kept by the hash of its cookie's value.</summary>
internal sealed record WebSession : Document, IExpires
{
    public required Guid UserId { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
