package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Menus show each visitor what the visitor may open, and nothing else. */
class OpenMenusTest {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    private final TestWorkspace workspace = TestServer.get().newWorkspace();

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatever_is_shown_opens(Role role) {
        var panel = workspace.panel(role);
        var links = links(panel.get("/settings/account").body());
        assertThat(links).contains("/home", "/leads", "/settings");
        for (var link : links) {
            assertThat(panel.get(link.replaceFirst("#.*", "")).status())
                    .as("%s for %s", link, role)
                    .isIn(200, 303);
        }
    }

    @Test
    void every_settings_page_is_in_the_menu_of_those_who_may_open_it() {
        for (var page : TestServer.get().bean(Pages.class).all()) {
            var isSettings =
                    page.template().matches("/settings/[a-z]+") && page.method().equals("GET");
            if (isSettings && !page.isPart() && page.least() != null) {
                assertThat(links(workspace
                                .panel(page.least())
                                .get("/settings/account")
                                .body()))
                        .contains(page.template());
            }
        }
    }

    @Test
    void an_agent_sees_no_settings_of_the_workspace() {
        assertThat(links(workspace.panel(Role.AGENT).get("/settings/account").body()))
                .contains("/settings/account", "/leads#new-lead")
                .noneMatch(link -> link.startsWith("/settings/")
                        && !link.startsWith("/settings/account")
                        // Of what somebody is told is their own affair.
                        && !link.equals("/settings/notifications"));
    }

    private static List<String> links(String page) {
        var frame = page.substring(page.indexOf("<nav"), page.indexOf("settings-body"));
        return LINK.matcher(frame)
                .results()
                .map(link -> link.group(1))
                .filter(link -> link.startsWith("/"))
                .distinct()
                .toList();
    }
}
