namespace QontoEmulator.WebApp;

/// <summary>The user that everybody may sign in as. Public because Razor components are.</summary>
public sealed record SharedUser(string Email, string Password, string Code);
