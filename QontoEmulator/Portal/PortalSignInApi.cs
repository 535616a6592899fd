using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Pages;
using QontoEmulator.WebApp;

namespace QontoEmulator.Portal;

/// <summary>Signing up to the Developer Portal, with a Qonto account or by e-mail, and signing in and out (platform.md 12).</summary>
internal static class PortalSignInApi
{
    private const string WrongPassword = "E-mail or password is wrong.";

    public static void MapPortalSignIn(this IEndpointRouteBuilder routes)
    {
        var portal = routes.MapGroup(PortalPages.Root);

        portal.Get("sign-up", Page.InWorkspace(ShowSignUp)).AllowAnyone();
        portal.Post("sign-up", Page.InWorkspace(SignUp)).AllowAnyone();
        portal.Get("sign-up/qonto", Page.InWorkspace(GoOnWithQonto)).AllowAnyone();
        portal.Get("sign-in", Page.InWorkspace(ShowSignIn)).AllowAnyone();
        portal.Post("sign-in", Page.InWorkspace(SignIn)).AllowAnyone();
        portal.Post("sign-out", Page.InWorkspace(SignOut)).AllowAnyone();
    }

    /// <summary>What somebody sees whose account is being reviewed, or was rejected.</summary>
    public static Answer StateOf(Call call, PortalAccount account) => Page.Of<AccountStatePage>(
        200,
        (nameof(AccountStatePage.Frame), PortalPages.Frame(call, account)),
        (nameof(AccountStatePage.Email), account.Email),
        (nameof(AccountStatePage.Rejection), account.State == AccountState.Rejected ? account.Reason : null),
        (nameof(AccountStatePage.Due), account.DueAt is { } due ? PortalPages.Time(due) : null),
        (nameof(AccountStatePage.Reviews), Page.Link(call, ReviewsApi.Path)),
        (nameof(AccountStatePage.WithQonto), PortalPages.Link(call, "/sign-up/qonto")));

    private static ValueTask<Answer> ShowSignUp(Call call) => SignUpPageOf(call, 200, PageForm.Blank);

    private static async ValueTask<Answer> SignUp(Call call)
    {
        var form = await PageForm.Read(call);
        var email = form.Required("email", "Enter an e-mail address.");
        if (email.Length > 0 && !EmailAddress.IsValid(email))
            form.Refuse("email", "This is not an e-mail address.");
        if (form["password"].Length < SignUpApi.MinPassword)
            form.Refuse("password", $"The password needs at least {SignUpApi.MinPassword} characters.");
        var purpose = form.Required("purpose", "Say in a few words what you are building.");

        // The hash takes its time, so it is made before anybody has to wait for this write.
        var id = call.Workspace.Chance.NextGuid();
        var password = form.IsRefused ? null : Passwords.For(call, id, form["password"]);
        var cookie = await call.Store.Write(tx =>
        {
            if (email.Length > 0 && PortalAccount.ByEmail(tx, email) is not null)
                form.Refuse("email", "There is an account with this address already. Sign in instead.");
            if (form.IsRefused)
                return default;
            var due = tx.Now + PortalAccount.ReviewDelay;
            tx.Put(password!);
            tx.Put(new PortalAccount { Id = id, Email = email, Purpose = purpose, State = AccountState.Pending, CreatedAt = tx.Now, DueAt = due });
            tx.At(due, PortalAccount.DecideJob, id);
            return PortalSessions.Begin(tx, call, id);
        });
        return form.IsRefused ? SignUpPageOf(call, 422, form) : ToApps(call).With(cookie);
    }

    // Who has a Qonto account is let in without a review.
    private static async ValueTask<Answer> GoOnWithQonto(Call call)
    {
        if (WebSessions.Of(call) is not { } session)
            return Answer.Redirect(SignInApi.Link(call, PortalPages.Link(call, "/sign-up/qonto")), StatusCodes.Status303SeeOther);
        var user = call.Data.Get<User>(session.UserId);
        var cookie = await call.Store.Write(tx =>
        {
            var account = PortalAccount.ByEmail(tx, user.Email)
                ?? new() { Id = call.Workspace.Chance.NextGuid(), Email = user.Email, State = AccountState.Active, CreatedAt = tx.Now };
            tx.Put(account with { UserId = user.Id, State = AccountState.Active, Reason = null, DueAt = null });
            return PortalSessions.Begin(tx, call, account.Id);
        });
        return ToApps(call).With(cookie);
    }

    private static ValueTask<Answer> ShowSignIn(Call call) => PortalSessions.AccountOf(call) is null ? SignInPageOf(call, 200, PageForm.Blank) : ToApps(call);

    private static async ValueTask<Answer> SignIn(Call call)
    {
        var form = await PageForm.Read(call);
        var email = form.Required("email", "Enter the e-mail address.");
        if (form["password"].Length == 0)
            form.Refuse("password", "Enter the password.");
        if (form.IsRefused)
            return SignInPageOf(call, 422, form);

        var account = PortalAccount.ByEmail(call.Data, email);
        var right = account is not null && Passwords.IsRight(call.Data, account.Id, form["password"]);
        var (until, cookie) = await call.Store.Write(tx =>
        {
            var locked = Lockout.Judge(tx, $"portal {email}", right);
            return (locked, locked is null && right ? PortalSessions.Begin(tx, call, account!.Id) : default);
        });
        if (cookie.Name is not null)
            return ToApps(call).With(cookie);
        form.Refuse("password", until is { } time ? $"Too many wrong tries. Sign in again after {time:HH:mm:ss} UTC."
            : account is { UserId: not null } && call.Data.Find<Password>(account.Id) is null ? "This account has no password: go on with its Qonto account."
            : WrongPassword);
        return SignInPageOf(call, until is null ? 401 : 429, form);
    }

    private static async ValueTask<Answer> SignOut(Call call)
    {
        _ = await PageForm.Read(call);
        var cookie = await call.Store.Write(tx => PortalSessions.End(tx, call));
        return Answer.Redirect(PortalPages.Link(call, "/sign-in/"), StatusCodes.Status303SeeOther).With(cookie);
    }

    private static Answer ToApps(Call call) => Answer.Redirect(PortalPages.Link(call, "/apps/"), StatusCodes.Status303SeeOther);

    private static Answer SignUpPageOf(Call call, int status, PageForm form) => Page.Of<PortalSignUpPage>(
        status,
        (nameof(PortalSignUpPage.Frame), PortalPages.Frame(call, null)),
        (nameof(PortalSignUpPage.Form), form),
        (nameof(PortalSignUpPage.Action), PortalPages.Link(call, "/sign-up/")),
        (nameof(PortalSignUpPage.WithQonto), PortalPages.Link(call, "/sign-up/qonto")),
        (nameof(PortalSignUpPage.User), ControlApi.InfoOf(call, call.Workspace).User?.Email));

    private static Answer SignInPageOf(Call call, int status, PageForm form) => Page.Of<PortalSignInPage>(
        status,
        (nameof(PortalSignInPage.Frame), PortalPages.Frame(call, null)),
        (nameof(PortalSignInPage.Form), form),
        (nameof(PortalSignInPage.Action), PortalPages.Link(call, "/sign-in/")),
        (nameof(PortalSignInPage.SignUp), PortalPages.Link(call, "/sign-up/")),
        (nameof(PortalSignInPage.WithQonto), PortalPages.Link(call, "/sign-up/qonto")));
}
