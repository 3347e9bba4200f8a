package leadhub.signin.pages;

import org.jspecify.annotations.Nullable;

/**
 * What the page shows that asks for a code after the password.
 *
 * @param pending what the password is known by for some minutes; opens nothing by itself
 * @param problem the key of a message
 */
public record SecondStepForm(
        String pending, String next, @Nullable String problem) {
    @Override
    public String toString() {
        return "SecondStepForm[" + problem + "]";
    }
}
