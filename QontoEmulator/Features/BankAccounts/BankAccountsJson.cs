using System.Text.Json.Serialization;

namespace QontoEmulator.Features.BankAccounts;

[JsonSerializable(typeof(BankAccount))]
[JsonSerializable(typeof(BankAccountEnvelope))]
internal sealed partial class BankAccountsJson : JsonSerializerContext;
