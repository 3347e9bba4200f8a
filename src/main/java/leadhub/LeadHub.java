package leadhub;

import java.time.Clock;
import leadhub.cli.Program;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application. */
// What goes wrong is worded by api.ErrorValve, for the container and for pages alike.
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
public class LeadHub {
    /** Runs a command; without one, the server. */
    public static void main(String[] args) {
        var status = Program.run(args, System.out, System.err, System.getenv());
        System.out.flush();
        System.exit(status);
    }

    /** Tests have one that they move. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
