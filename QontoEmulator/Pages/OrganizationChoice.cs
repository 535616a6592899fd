namespace QontoEmulator.Pages;

/// <summary>An organization to consent for. Public because Razor components are.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">The user's role in it.</param>
/// <param name="IsProposed">Whether it is chosen when the page opens.</param>
public sealed record OrganizationChoice(Guid Id, string Name, string Role, bool IsProposed);
