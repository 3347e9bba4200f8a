package leadhub.imports.files;

import leadhub.base.Refusal;

/** A file that can't be imported at all. */
public final class FileRefused extends Exception {
    private final transient Refusal reason;

    FileRefused(Refusal reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
