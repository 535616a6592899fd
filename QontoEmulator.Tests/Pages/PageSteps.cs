using OpenQA.Selenium;

namespace QontoEmulator.Tests.Pages;

/// <summary>What a person does on a page.</summary>
internal static class PageSteps
{
    /// <summary>Presses a button, and waits for the page that it leads to. The two may look the same, so the old one has to be gone.</summary>
    /// <param name="page">Where the button is.</param>
    /// <param name="button">Its whole text.</param>
    public static void Press(this IWebDriver page, string button)
    {
        var script = (IJavaScriptExecutor)page;
        script.ExecuteScript("window.isOld = true;");
        page.FindElement(By.XPath($"//button[text()='{button}']")).Click();
        SpinWait.SpinUntil(HasArrived, TimeSpan.FromSeconds(10)).Should().BeTrue("the button leads to another page");

        bool HasArrived()
        {
            try
            {
                return (bool)script.ExecuteScript("return !window.isOld && document.readyState === 'complete'")!;
            }
            catch (WebDriverException)
            {
                // Between the two pages there is nothing to ask.
                return false;
            }
        }
    }

    /// <summary>Whether nothing has to be scrolled sideways.</summary>
    public static bool FitsTheScreen(this IWebDriver page) =>
        (bool)((IJavaScriptExecutor)page).ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")!;
}
