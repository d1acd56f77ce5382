import { tmpdir } from 'node:os';
import path from 'node:path';

// Imported before the host's packages: some read these once, when they are loaded.

// The host behaves as in its own repository's tests when it sees this; here it is to behave as installed.
delete process.env.VITEST;
process.env.NODE_MODULES_PATH = path.resolve('node_modules');
process.env.STORAGE_PATH = path.join(tmpdir(), `mail-test-storage-${process.pid}`);
process.env.LOGGER_BASE_PATH = path.join(process.env.STORAGE_PATH, 'logs');
process.env.LOGGER_TRANSPORT = 'console';
process.env.LOGGER_LEVEL ??= 'error';
process.env.APP_KEY = 'key-of-a-test';
process.env.INIT_ROOT_EMAIL = 'root@example.com';
process.env.INIT_ROOT_PASSWORD = 'root-password';
process.env.INIT_ROOT_USERNAME = 'root';
process.env.INIT_ROOT_NICKNAME = 'Root';
