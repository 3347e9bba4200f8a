package leadhub.bench;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the benchmark measures.
 *
 * @param query what is listed; null where nothing is
 * @param scripts how many recordings the bare side goes through
 * @param feeder the operation of the API that says as much as this page; null for what is no page
 */
record Operation(
        String name,
        Kind kind,
        @Nullable ListQuery query,
        int scripts,
        Requests requests,
        Verb verb,
        @Nullable String feeder) {

    Operation(String name, Kind kind, @Nullable ListQuery query, int scripts, Requests requests, Verb verb) {
        this(name, kind, query, scripts, requests, verb, null);
    }

    /** What an operation is held to. */
    enum Kind {
        LIST,
        FILTER,
        SORT,
        SEARCH,
        PAIR,
        LAST_PAGE,
        PAGE,
        GET,
        PANEL,
        BOARD,
        REPORT,
        CREATE,
        PATCH,
        INBOUND;

        boolean writes() {
            return this == CREATE || this == PATCH || this == INBOUND;
        }
    }

    /** Makes the next request. */
    @FunctionalInterface
    interface Requests {
        byte[] next();
    }

    /** Does the same without HTTP; the token goes into what is written. */
    @FunctionalInterface
    interface Verb {
        void call(Verbs verbs, String token) throws Exception;
    }
}
