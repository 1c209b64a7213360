import '@baikoo/database';
import '@baikoo/embedded-postgres';
