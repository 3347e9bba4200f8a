package leadhub.imports.api;

import leadhub.api.RefusalWords;
import leadhub.imports.Import;

/** Why a row was refused, in the words of the API. */
public final class ReasonWords {
    private ReasonWords() {}

    public static String say(long line, Import.Preview.Error reason) {
        var head = reason.head();
        var words = RefusalWords.LEADHUB.sayKept(head == null ? "row" : head, reason.reason());
        return head == null
                ? "Line " + line + ": " + words
                : "Line " + line + ", column " + reason.column() + " (" + head + "): " + words;
    }
}
