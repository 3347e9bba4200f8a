package leadhub.api;

import leadhub.web.input.QueryInput;

/** Whether a record is to be deleted although something names it: {@code ?force=true}. */
public final class Forced {
    private Forced() {}

    public static boolean by(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var isForced = query.bool("force");
        query.errors().check();
        return isForced != null && isForced;
    }
}
