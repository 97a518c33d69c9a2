//! What CPython's modules have and these have not: a program that asks for it does not run, for no run here may say that CPython's would fail.

/// Each module that is here in part, and the names it lacks of those that CPython 3.14 documents.
const LACKING: &[(&str, &str)] = &[
    ("abc", "get_cache_token update_abstractmethods"),
    (
        "asyncio",
        "AbstractChildWatcher AbstractEventLoopPolicy AbstractServer BaseProtocol BaseTransport BufferedProtocol DatagramProtocol DatagramTransport \
         DefaultEventLoopPolicy FastChildWatcher IncompleteReadError LimitOverrunError MultiLoopChildWatcher PidfdChildWatcher Protocol ReadTransport \
         SafeChildWatcher SelectorEventLoop SendfileNotAvailableError Server StreamReader StreamReaderProtocol StreamWriter SubprocessProtocol \
         SubprocessTransport ThreadedChildWatcher Transport WriteTransport create_eager_task_factory create_subprocess_exec create_subprocess_shell \
         eager_task_factory get_child_watcher get_event_loop_policy open_connection open_unix_connection set_child_watcher set_event_loop_policy start_server \
         start_unix_server",
    ),
    (
        "base64",
        "a85decode a85encode b32decode b32encode b32hexdecode b32hexencode b85decode b85encode decode decodebytes encode encodebytes z85decode z85encode",
    ),
    ("concurrent.futures", "InterpreterPoolExecutor"),
    ("contextlib", "AsyncContextDecorator AsyncExitStack chdir"),
    ("csv", "Sniffer field_size_limit"),
    (
        "enum",
        "CONFORM CONTINUOUS EJECT EnumCheck EnumDict FlagBoundary KEEP NAMED_FLAGS ReprEnum STRICT UNIQUE global_enum global_enum_repr global_flag_repr \
         global_str pickle_by_enum_name pickle_by_global_name verify",
    ),
    ("functools", "Placeholder"),
    (
        "hashlib",
        "blake2b blake2s file_digest pbkdf2_hmac scrypt shake_128 shake_256",
    ),
    (
        "heapq",
        "heapify_max heappop_max heappush_max heappushpop_max heapreplace_max",
    ),
    ("http", "HTTPMethod HTTPStatus"),
    (
        "http.client",
        "BadStatusLine CannotSendHeader HTTPMessage IncompleteRead InvalidURL LineTooLong UnimplementedFileMode \
         UnknownProtocol UnknownTransferEncoding parse_headers responses",
    ),
    (
        "io",
        "BlockingIOError BufferedRWPair BufferedRandom BufferedReader BufferedWriter FileIO IncrementalNewlineDecoder Reader TextIOWrapper Writer open_code \
         text_encoding",
    ),
    (
        "logging",
        "BufferingFormatter Manager captureWarnings getHandlerByName getHandlerNames getLogRecordFactory getLoggerClass makeLogRecord setLogRecordFactory \
         setLoggerClass",
    ),
    (
        "logging.handlers",
        "BaseRotatingHandler BufferingHandler DEFAULT_HTTP_LOGGING_PORT DEFAULT_SOAP_LOGGING_PORT DEFAULT_TCP_LOGGING_PORT DEFAULT_UDP_LOGGING_PORT \
         DatagramHandler HTTPHandler MemoryHandler NTEventLogHandler RotatingFileHandler SMTPHandler SYSLOG_TCP_PORT SYSLOG_UDP_PORT SocketHandler \
         SysLogHandler TimedRotatingFileHandler WatchedFileHandler",
    ),
    ("operator", "imatmul"),
    (
        "os",
        "abort access altsep chdir chmod chown chroot close closerange confstr confstr_names copy_file_range ctermid defpath device_encoding devnull dup dup2 \
         environb eventfd eventfd_read eventfd_write execl execle execlp execlpe execv execve execvp execvpe fchdir fchmod fchown fdatasync fdopen forkpty \
         fpathconf fsencode fstat fstatvfs fsync ftruncate fwalk get_blocking get_exec_path get_inheritable get_terminal_size getcwdb getegid getenvb geteuid \
         getgid getgrouplist getgroups getloadavg getlogin getpgid getpgrp getppid getpriority getrandom getresgid getresuid getsid getuid getxattr grantpt \
         initgroups isatty kill killpg lchown link listxattr lockf login_tty lseek lstat major makedev memfd_create minor mkfifo mknod nice open openpty \
         pathconf pathconf_names pidfd_open pipe pipe2 popen posix_fadvise posix_fallocate posix_openpt posix_spawn posix_spawnp pread preadv ptsname putenv \
         pwrite pwritev read readinto readlink readv register_at_fork reload_environ removedirs removexattr renames scandir sched_get_priority_max \
         sched_get_priority_min sched_getparam sched_getscheduler sched_param sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler \
         sched_yield sendfile set_blocking set_inheritable setegid seteuid setgid setgroups setns setpgid setpgrp setpriority setregid setresgid setresuid \
         setreuid setsid setuid setxattr spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe splice stat stat_result statvfs statvfs_result \
         strerror supports_bytes_environ supports_dir_fd supports_effective_ids supports_fd supports_follow_symlinks symlink sync sysconf_names system \
         tcgetpgrp tcsetpgrp terminal_size timerfd_create timerfd_gettime timerfd_gettime_ns timerfd_settime timerfd_settime_ns times times_result truncate \
         ttyname umask uname uname_result unlockpt unsetenv unshare utime wait wait3 wait4 waitid waitid_result waitpid waitstatus_to_exitcode write writev",
    ),
    (
        "os.path",
        "commonpath commonprefix defpath devnull expandvars getatime getctime getmtime isdevdrive isjunction islink ismount normcase samefile sameopenfile \
         samestat splitdrive splitroot supports_unicode_filenames",
    ),
    (
        "platform",
        "AndroidVer IOSVersionInfo android_ver architecture freedesktop_os_release ios_ver java_ver libc_ver mac_ver python_branch python_build python_compiler \
         python_revision system_alias uname uname_result win32_edition win32_is_iot win32_ver",
    ),
    ("pprint", "PrettyPrinter isreadable isrecursive saferepr"),
    (
        "random",
        "betavariate binomialvariate gammavariate lognormvariate paretovariate vonmisesvariate weibullvariate",
    ),
    ("re", "RegexFlag"),
    (
        "statistics",
        "NormalDist correlation covariance kde kde_random linear_regression median_grouped",
    ),
    ("string", "templatelib"),
    ("struct", "pack_into"),
    (
        "sys",
        "abiflags activate_stack_trampoline addaudithook api_version audit base_exec_prefix base_prefix breakpointhook builtin_module_names call_tracing \
         copyright deactivate_stack_trampoline displayhook dont_write_bytecode excepthook exec_prefix executable flags float_info float_repr_style \
         get_asyncgen_hooks get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks getdlopenflags getfilesystemencodeerrors \
         getfilesystemencoding getprofile gettrace getunicodeinternedsize hash_info hexversion implementation int_info is_finalizing is_remote_debug_enabled \
         is_stack_trampoline_active maxunicode meta_path monitoring orig_argv path_hooks path_importer_cache platlibdir prefix pycache_prefix remote_exec \
         set_asyncgen_hooks set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags stdin stdlib_module_names thread_info unraisablehook \
         warnoptions",
    ),
    ("textwrap", "TextWrapper"),
    ("threading", "WeakSet setprofile_all_threads settrace_all_threads"),
    (
        "time",
        "CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME CLOCK_TAI CLOCK_THREAD_CPUTIME_ID clock_getres \
         clock_gettime clock_gettime_ns clock_settime clock_settime_ns get_clock_info pthread_getcpuclockid tzset",
    ),
    (
        "traceback",
        "StackSummary TracebackException clear_frames extract_stack format_list format_stack print_last print_stack walk_stack walk_tb",
    ),
    (
        "types",
        "CapsuleType CellType ClassMethodDescriptorType CodeType DynamicClassAttribute FrameType GetSetDescriptorType MemberDescriptorType MethodDescriptorType \
         MethodWrapperType WrapperDescriptorType coroutine get_original_bases new_class prepare_class resolve_bases",
    ),
    (
        "typing",
        "ForwardRef NoDefault ParamSpecArgs ParamSpecKwargs TypeAliasType clear_overloads dataclass_transform evaluate_forward_ref get_overloads \
         get_protocol_members is_protocol is_typeddict no_type_check_decorator",
    ),
    (
        "unicodedata",
        "bidirectional decimal decomposition digit east_asian_width lookup mirrored name numeric ucd_3_2_0",
    ),
    ("urllib.error", "ContentTooShortError"),
    (
        "urllib.parse",
        "DefragResult DefragResultBytes ParseResultBytes SplitResult SplitResultBytes quote_from_bytes unquote_to_bytes urldefrag urlunsplit",
    ),
    (
        "urllib.request",
        "AbstractBasicAuthHandler AbstractDigestAuthHandler BaseHandler CacheFTPHandler DataHandler FTPHandler FancyURLopener FileHandler HTTPBasicAuthHandler \
         HTTPCookieProcessor HTTPDefaultErrorHandler HTTPDigestAuthHandler HTTPErrorProcessor HTTPHandler HTTPPasswordMgr HTTPPasswordMgrWithDefaultRealm \
         HTTPPasswordMgrWithPriorAuth HTTPRedirectHandler HTTPSHandler OpenerDirector ProxyBasicAuthHandler ProxyDigestAuthHandler ProxyHandler URLopener \
         UnknownHandler build_opener getproxies install_opener pathname2url url2pathname urlcleanup urlretrieve",
    ),
    (
        "uuid",
        "MAX NAMESPACE_X500 NIL RESERVED_FUTURE RESERVED_MICROSOFT RESERVED_NCS RFC_4122 SafeUUID getnode uuid6 uuid7 uuid8",
    ),
    ("warnings", "deprecated formatwarning showwarning warn_explicit"),
];

/// Whether CPython has a name in a module, and this one has not.
pub(super) fn lacks(module: &str, name: &str) -> bool {
    let known = LACKING.iter().find(|(known, _)| *known == module);
    known.is_some_and(|(_, names)| names.split(' ').any(|lacking| lacking == name))
}

/// Each module that lacks something, with the names.
pub fn lacking() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    LACKING.iter().map(|(module, names)| (*module, names.split(' ')))
}
