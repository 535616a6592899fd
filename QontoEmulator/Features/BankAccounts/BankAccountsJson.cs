using System.Text.Json.Serialization;

namespace QontoEmulator.Features.BankAccounts;

[JsonSerializable(typeof(BankAccount))]
[JsonSerializable(typeof(BankAccountEnvelope))]
[JsonSerializable(typeof(BankAccountEventWire))]
internal sealed partial class BankAccountsJson : JsonSerializerContext;
