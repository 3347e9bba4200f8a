package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import leadhub.web.Assets;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Creates each page's frame in the visitor's language. */
@Component
final class Frames {
    private final Assets assets;
    private final Pages pages;

    Frames(Assets assets, Pages pages) {
        this.assets = assets;
        this.pages = pages;
    }

    Assets assets() {
        return assets;
    }

    Menus menus() {
        return pages.menus();
    }

    Page page(HttpServletRequest request, @Nullable Visitor visitor, String token) {
        var chosen = visitor == null ? null : visitor.language();
        var words = chosen == null ? Words.preferred(request.getHeader("Accept-Language")) : Words.in(chosen);
        return new Page(words, this, visitor, request.getRequestURI(), token, MDC.get("request"));
    }
}
