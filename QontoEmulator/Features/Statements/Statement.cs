using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Statements;

/// <summary>The statement of one account and one month that has ended (A80). Its PDF is drawn when it is first asked for.</summary>
internal sealed record Statement : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required Guid BankAccountId { get; init; }

    public required Month Period { get; init; }
}
