import modbusSerial from 'modbus-serial';
import type { Framing } from '../address.ts';
import { DeviceFailure, socketFailure } from '../device-failure.ts';

type ModbusRTU = InstanceType<typeof modbusSerial.default>;

export const MODBUS_PORT = 502;

export type ModbusOptions = {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  readonly framing: Framing;
  readonly timeoutMs: number;
};

/** One kept connection to one meter or gateway: many serve only a few, and a new one each poll would be slower. */
export type ModbusSession = {
  /** The registers' bytes as they came. */
  read(functionCode: 3 | 4, address: number, count: number): Promise<Buffer>;
  close(): void;
};

export function openModbus({ host, port, unit, framing, timeoutMs }: ModbusOptions): ModbusSession {
  const address = `${host}:${port}?unit=${unit}`;
  let client: ModbusRTU | null = null;

  const drop = () => {
    client?.destroy(() => {});
    client = null;
  };
  const connected = async (): Promise<ModbusRTU> => {
    if (client?.isOpen) return client;
    drop();
    const fresh = new modbusSerial.default();
    // Without a listener an error after the connection would end the process; the read that it belongs to fails by itself.
    fresh.on('error', () => {});
    client = fresh;
    // The wrong one of the two gives timeouts, not errors.
    if (framing === 'rtu') await fresh.connectTcpRTUBuffered(host, { port });
    else await fresh.connectTCP(host, { port, timeout: timeoutMs });
    fresh.setID(unit);
    fresh.setTimeout(timeoutMs);
    return fresh;
  };

  return {
    read: async (functionCode, start, count) => {
      try {
        const modbus = await connected();
        const { buffer } =
          functionCode === 3
            ? await modbus.readHoldingRegisters(start, count)
            : await modbus.readInputRegisters(start, count);
        if (buffer.length !== count * 2)
          throw new DeviceFailure('malformed', address, `${buffer.length} bytes for ${count} registers`);
        return buffer;
      } catch (error) {
        // A late answer must not be taken for that of the next request.
        drop();
        throw failureOf(address, error);
      }
    },
    close: drop,
  };
}

function failureOf(address: string, error: unknown): DeviceFailure {
  if (error instanceof DeviceFailure) return error;
  // The library rejects with Errors and with plain objects of the same fields.
  const { name = '', message = '', modbusCode } = error as { name?: string; message?: string; modbusCode?: number };
  if (modbusCode !== undefined) return new DeviceFailure('unsupported', address, `Modbus exception ${modbusCode}`);
  if (name === 'TransactionTimedOutError' || /timed out/i.test(message))
    return new DeviceFailure('timeout', address, 'no Modbus answer');
  if (/length|crc|unexpected/i.test(message)) return new DeviceFailure('malformed', address, message);
  return socketFailure(address, error);
}
