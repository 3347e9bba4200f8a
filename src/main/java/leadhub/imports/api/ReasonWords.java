package leadhub.imports.api;

import leadhub.api.RefusalWords;
import leadhub.imports.ImportErrors;

/** Why a row was refused, in the words of the API. */
public final class ReasonWords {
    private ReasonWords() {}

    public static String say(long line, ImportErrors.Reason reason) {
        var head = reason.head();
        var words = RefusalWords.LEADHUB.sayKept(head == null ? "row" : head, reason.refusal());
        return head == null
                ? "Line " + line + ": " + words
                : "Line " + line + ", column " + reason.column() + " (" + head + "): " + words;
    }
}
