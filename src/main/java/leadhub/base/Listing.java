package leadhub.base;

import java.util.function.Consumer;

/** One page of a list: read already, or so large that it is read in portions while it is handed on. */
public sealed interface Listing<T> permits Page, Listing.Large {

    /** A page that is too large to be held at once. */
    non-sealed interface Large<T> extends Listing<T> {
        /**
         * Reads the page. Its records are of one moment, and each is read when it is asked for: in their order, and only
         * until the reader returns.
         *
         * @param lease what may be held of it at once
         */
        void read(AnswerBudget.Lease lease, Consumer<Page<T>> reader);
    }
}
