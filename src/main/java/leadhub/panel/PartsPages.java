package leadhub.panel;

import leadhub.base.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** All parts that pages are built of, on one page (docs/design.md). A server has it only if it's told to, as {@code bin/dev} and a test do. */
@Component
@ConditionalOnProperty("leadhub.parts")
public class PartsPages implements PageRoutes.Provider {
    @Override
    public void declare(PageRoutes routes) {
        routes.get("/parts", Role.READ_ONLY, visit -> Reply.page("panel/parts.jte", new Parts()));
    }

    /** A template needs a model; this one shows what it shows. */
    public record Parts() {}
}
