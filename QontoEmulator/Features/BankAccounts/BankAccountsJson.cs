using System.Text.Json.Serialization;

namespace QontoEmulator.Features.BankAccounts;

[JsonSerializable(typeof(BankAccount))]
internal sealed partial class BankAccountsJson : JsonSerializerContext;
