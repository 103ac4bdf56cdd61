namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Parameters and persistent buffers by path. The tensors are the module's own, not copies.</summary>
            /// <param name="destination">A dictionary to add to.</param>
            /// <param name="prefix">A path put before every name.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (path, parameter) in named_parameters()) destination.TryAdd(before + path, parameter);
                foreach (var (path, buffer) in named_buffers(include_nonpersistent: false)) destination.TryAdd(before + path, buffer);
                // The lists above name a shared weight once; here it gets its other names too.
                foreach (var (childName, child) in named_children()) child.state_dict(destination, before + childName);
                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of these names, converting dtype and device as needed.</summary>
            /// <param name="source">Values by path.</param>
            /// <param name="strict">Whether both sides must have exactly the same names.</param>
            /// <param name="skip">Paths that are neither looked at nor loaded.</param>
            /// <returns>Names of the module that the source lacks, and names of the source that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">Names differ and <paramref name="strict"/> is true.</exception>
            /// <exception cref="ArgumentException">A shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                var skipped = new HashSet<string>(skip ?? []);
                var missing = own.Keys.Where(path => !skipped.Contains(path) && !source.ContainsKey(path)).ToList();
                var unexpected = source.Keys.Where(path => !skipped.Contains(path) && !own.ContainsKey(path)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(
                        $"{GetName()}: the names do not match; missing: {Some(missing)}; unexpected: {Some(unexpected)}");
                using var quiet = no_grad();
                foreach (var (path, value) in source)
                {
                    if (skipped.Contains(path) || !own.TryGetValue(path, out var target)) continue;
                    if (!target.shape.AsSpan().SequenceEqual(value.shape))
                        throw new ArgumentException($"{path}: expected [{string.Join(", ", target.shape)}], got [{string.Join(", ", value.shape)}]");
                    target.copy_(value);
                }
                return (missing, unexpected);
            }

            /// <summary>Writes the state dict to a file in TorchSharp's own format.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes the state dict to a stream, which is closed.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes the state dict: the number of entries, then each name with its tensor.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes a state dict: the number of entries, then each name with its tensor.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.WriteLength(entries.Count);
                foreach (var (path, tensor) in entries)
                {
                    writer.Write(path);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads a file written by <see cref="save(string, IList{string}?)"/>.</summary>
            /// <param name="location">Path of the file.</param>
            /// <param name="strict">Whether file and module must have exactly the same names.</param>
            /// <param name="skip">Paths that are read over.</param>
            /// <param name="loadedParameters">Receives every path of the module or the file, with whether it was loaded.</param>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads a stream written by <see cref="save(Stream, IList{string}?)"/>, and closes it.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads what <see cref="save(BinaryWriter, IList{string}?)"/> wrote.</summary>
            /// <exception cref="ArgumentException">Names, dtypes or shapes differ from the module's.</exception>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var entries = reader.ReadLength();
                if (strict && entries != own.Count)
                    throw new ArgumentException($"{GetName()}: expected {own.Count} entries, got {entries}");
                foreach (var path in own.Keys) loadedParameters?.TryAdd(path, false);
                for (long i = 0; i < entries; i++)
                {
                    var path = reader.ReadString();
                    if (!own.TryGetValue(path, out var target))
                    {
                        if (strict) throw new ArgumentException($"{GetName()} has no parameter or buffer named '{path}'");
                        TensorExtensionMethods.Load(reader, skip: true);
                        continue;
                    }
                    var skipped = skip?.Contains(path) == true;
                    target.Load(reader, skipped);
                    if (loadedParameters is not null) loadedParameters[path] = !skipped;
                }
                return this;
            }

            /// <summary>Makes a module and reads its values from a file.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);

            private static string Some(List<string> names) =>
                names.Count == 0 ? "none" : string.Join(", ", names.Take(8)) + (names.Count > 8 ? $" and {names.Count - 8} more" : "");
        }
    }
}
