using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Pages;

namespace QontoEmulator.WebApp;

/// <summary>Users made in the sandbox (platform.md 2): each with a company of their own, unless an invitation waits for them.</summary>
internal static class SignUpApi
{
    public const int MinPassword = 8;

    public static void MapSignUp(this IEndpointRouteBuilder routes)
    {
        routes.Get(WebAppPages.Root + "/signup", Page.InWorkspace(Show)).AllowAnyone();
        routes.Post(WebAppPages.Root + "/signup", Page.InWorkspace(Create)).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call) => PageOf(call, 200, PageForm.Blank);

    private static async ValueTask<Answer> Create(Call call)
    {
        var form = await PageForm.Read(call);
        var firstName = form.Required("first_name", "Enter the first name.");
        var lastName = form.Required("last_name", "Enter the last name.");
        var email = form.Required("email", "Enter an e-mail address.");
        if (email.Length > 0 && !EmailAddress.IsValid(email))
            form.Refuse("email", "This is not an e-mail address.");
        if (form["password"].Length < MinPassword)
            form.Refuse("password", $"The password needs at least {MinPassword} characters.");

        // The hash takes its time, so it is made before anybody has to wait for this write.
        var user = new User { Id = call.Workspace.Chance.NextGuid(), Email = email, FirstName = firstName, LastName = lastName };
        var password = form.IsRefused ? null : Passwords.For(call, user.Id, form["password"]);
        await call.Store.Write(tx =>
        {
            if (email.Length > 0 && User.ByEmail(tx, email) is not null)
                form.Refuse("email", "Somebody signs in with this address already.");
            var invitations = tx.Table<Membership>().InOrderOfCreation.Select(row => row.Document)
                .Where(member => member.Status == MembershipStatus.Pending && string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase)).ToArray();
            var company = invitations is [] ? form.Required("company", "Enter the name of the company.") : "";
            if (form.IsRefused)
                return false;

            tx.Put(user);
            tx.Put(password!);
            foreach (var invitation in invitations)
                MembershipEvents.Change(tx, invitation with { UserId = user.Id, Status = MembershipStatus.Active });
            if (invitations is [])
                NewCompany.Found(tx, user, company);
            return true;
        });
        return form.IsRefused ? PageOf(call, 422, form) : SignInApi.AskForCode(call, user);
    }

    private static Answer PageOf(Call call, int status, PageForm form) => Page.LeadingOn<SignUpPage>(
        status,
        (nameof(SignUpPage.Place), WebAppPages.Place(call)),
        (nameof(SignUpPage.Form), form),
        (nameof(SignUpPage.Action), SignInApi.Here(call, "/signup")),
        (nameof(SignUpPage.SignIn), SignInApi.Here(call, "/signin")));
}
